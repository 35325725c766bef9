package dev.waymark.migration.script;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class DownPartTest {
  private static final String UP = "CREATE TABLE a ();\n";
  private static final String DOWN = "DROP TABLE a;";

  @TestFactory
  Stream<DynamicTest> isExecutedByFlyway() {
    return new ReviewTable(Objection.Code.DOWN_PART)
        .objects("-- migrate:up\n" + UP + "-- migrate:down\n" + DOWN, 3)
        .objects(
            "-- migrate:up transaction:false\n" + UP + "--migrate:down transaction:false\n" + DOWN,
            3)
        .objects("-- +goose Up\n" + UP + "-- +goose Down\n" + DOWN, 3)
        .objects(
            "-- +goose Up\n-- +goose StatementBegin\n"
                + UP
                + "-- +goose StatementEnd\n"
                + "-- +goose down\n-- +goose StatementBegin\n"
                + DOWN
                + "\n-- +goose StatementEnd",
            5)
        .objects("-- +migrate Up\n" + UP + "\n\n-- +migrate Down notransaction\r\n" + DOWN, 5)
        // The parts may stand the other way round.
        .objects("-- +migrate Down\n" + DOWN + "\n-- +migrate Up\n" + UP, 1)
        .objects("-- +micrate Down\n" + DOWN, 1)
        .objects("-- // first\n" + UP + "--//@UNDO\n" + DOWN, 3)
        .objects(UP + "-- //@UNDO\n" + DOWN, 2)
        .objects(UP + "--@UNDO\n" + DOWN, 2)
        .objects("-- Up Migration\n" + UP + "  ---- Down Migration\n" + DOWN, 3)
        .objects("-- !Ups\n" + UP + "-- !Downs\n" + DOWN, 3)
        .objects("# --- !Ups\n\n" + UP + "# --- !Downs\n" + DOWN, 4)
        .objects("-- ==== UP ====\n" + UP + "-- ==== DOWN ====\n" + DOWN, 3)
        .objects(UP + "---- create above / drop below ----\n" + DOWN, 2)
        .objects("-- migration.sql --\n" + UP + "-- down.sql --\n" + DOWN, 3)
        .objects("-- Up\n" + UP + "-- Down\n" + DOWN, 3)
        .objects("-- rambler up\n" + UP + "-- rambler down\n" + DOWN, 3)
        .objects("-- Migration UP\n" + UP + "-- Migration DOWN\n" + DOWN, 3)
        .objects("-- [up]\n" + UP + "-- [down]\n" + DOWN, 3)
        .objects("-- ## Upgrade ##\n" + UP + "-- ## Downgrade ##\n" + DOWN, 3)
        .objects("-- apply\n" + UP + "-- rollback:\n" + DOWN, 3)
        // A statement that was not ended goes on in the part below.
        .objects("-- migrate:up\nSELECT 1\n-- migrate:down\n, 2", 3)
        // A statement of any kind, also one that is no more than a block.
        .objects(UP + "-- migrate:down\nDO $$ BEGIN DROP TABLE a; END $$", 2)
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> onlyLooksLikeIt() {
    return new ReviewTable(Objection.Code.DOWN_PART, "CREATE TABLE t (a text)")
        .acceptsAndRuns("-- migrate:up\n" + UP + "-- migrate:down\n")
        .acceptsAndRuns("-- +goose Up\n" + UP + "-- +goose Down\n-- DROP TABLE a;\n;\n")
        .acceptsAndRuns("-- +goose Down\n-- +goose Up\n" + UP)
        .acceptsAndRuns("INSERT INTO t VALUES ('\n-- migrate:down\n');\n" + UP)
        .acceptsAndRuns("INSERT INTO t VALUES ($$\n-- +goose Down\n$$);\n" + UP)
        .acceptsAndRuns("INSERT INTO t VALUES (E'\\'\n-- +goose Down\n');\n" + UP)
        .acceptsAndRuns("DO $$ BEGIN\n-- +migrate Down\nNULL; END $$;\n" + UP)
        .acceptsAndRuns("/*\n-- migrate:down\n*/\n" + UP)
        .acceptsAndRuns("CREATE TABLE \"\n-- migrate:down\n\" ();\n" + UP)
        .accepts("COPY t FROM stdin;\n-- migrate:down\n\\.\n" + UP)
        // Those tools look at the beginning of a line only.
        .acceptsAndRuns("SELECT 1; -- migrate:down is what the old tool had here\n" + UP)
        .acceptsAndRuns("-- see -- +goose Down\n" + UP)
        .acceptsAndRuns("-- The down migration is elsewhere\n" + UP)
        // Liquibase keeps its way back in comments.
        .acceptsAndRuns(
            "--liquibase formatted sql\n--changeset a:1\n"
                + UP
                + "--rollback DROP TABLE a;\n--changeset a:2\nCREATE TABLE b ();")
        .acceptsAndRuns("-- Rollback:\n-- DROP TABLE a;\n" + UP)
        .acceptsAndRuns("-- Down\n" + UP)
        .acceptsAndRuns("-- set up\n" + UP + "-- tear down\n" + DOWN)
        .acceptsAndRuns(UP + "-- rollback\n" + DOWN)
        .tests();
  }
}
