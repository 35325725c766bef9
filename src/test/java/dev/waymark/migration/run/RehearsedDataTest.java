package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.plan.hazard.Severity;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.RehearsedMigration;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the live rows are asked is what PostgreSQL then says to the statement itself. */
class RehearsedDataTest extends MigrationTesting {
  private static final String BEFORE =
      """
      CREATE DOMAIN amount AS numeric(8, 2);
      CREATE DOMAIN price AS amount;
      CREATE DOMAIN old AS int;
      CREATE DOMAIN free AS text;
      CREATE TABLE paid (id int, total amount, net price);
      INSERT INTO paid VALUES (1, 10, 10), (2, 20, -5), (3, 30, NULL);
      CREATE TABLE refund () INHERITS (paid);
      INSERT INTO refund VALUES (4, 7, 7);
      CREATE TABLE aged (n int, o old, f free, m int);
      INSERT INTO aged VALUES (7, 7, 'x', 7), (2, 2, 'y', 7);
      ALTER DOMAIN old ADD CONSTRAINT checked CHECK (VALUE > 5) NOT VALID;
      CREATE MATERIALIZED VIEW known AS SELECT f FROM aged;
      CREATE TABLE booked (room int4range, during int4range, gone boolean);
      INSERT INTO booked
        VALUES ('[1,1]', '[1,5)', false), ('[1,1]', '[4,8)', true), ('[2,2]', '[1,9)', false);
      CREATE TABLE guests (room int4range, during int4range);
      INSERT INTO guests VALUES ('[1,1]', '[2,7)'), ('[2,2]', '[2,17)');
      CREATE TABLE made (n text, g int GENERATED ALWAYS AS (length(n)) STORED,
        h int GENERATED ALWAYS AS (length(n)) STORED);
      INSERT INTO made (n) VALUES ('a'), ('abc');
      CREATE TABLE numbered (id int PRIMARY KEY);
      CREATE TABLE words (id int, word text, n text);
      INSERT INTO words VALUES (1, 'one', '1'), (2, 'two', '0'), (2, 'three', 'x');
      CREATE TABLE typed (id int, word text, a text, b text, c text);
      INSERT INTO typed VALUES (1, 'one', '1', '1', '1'), (2, 'two', '0', '0', '0'), (2, 'three', 'x', 'x', 'x');
      CREATE TABLE parts (id int, at int) PARTITION BY RANGE (at);
      CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10);
      CREATE TABLE parts_rest PARTITION OF parts DEFAULT;
      INSERT INTO parts VALUES (1, 5), (1, 15), (NULL, 25);
      CREATE TABLE apart (id int, at int);
      INSERT INTO apart VALUES (1, 31), (2, 41);
      CREATE TABLE hashed (id int) PARTITION BY HASH (id);
      CREATE TABLE "Loose" (id int);
      INSERT INTO "Loose" SELECT generate_series(1, 20);
      CREATE TABLE older (id int);
      INSERT INTO older VALUES (1), (2);
      CREATE TABLE split (id int) PARTITION BY RANGE (id);
      CREATE TABLE split_1 PARTITION OF split FOR VALUES FROM (0) TO (10);
      INSERT INTO split VALUES (1);
      CREATE TYPE pair AS (a int, b int);
      CREATE TABLE pairs (p pair);
      INSERT INTO pairs VALUES (ROW(NULL, NULL));
      """;

  /** A script, and what the rows say to each question, or a dash where nothing is asked. */
  private static final String SCRIPTS =
      """
      ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0) => violations public.amount.positive public.paid violated 1 -5.00, violations public.amount.positive public.refund holds
      ALTER DOMAIN amount ADD CONSTRAINT small CHECK (VALUE < 100) => violations public.amount.small public.paid holds, violations public.amount.small public.refund holds
      ALTER DOMAIN amount ADD CONSTRAINT later CHECK (VALUE > 0) NOT VALID => -
      ALTER DOMAIN amount SET NOT NULL => nulls public.amount public.paid violated 1, nulls public.amount public.refund holds
      ALTER DOMAIN price SET NOT NULL => nulls public.price public.paid violated 1, nulls public.price public.refund holds
      ALTER DOMAIN old VALIDATE CONSTRAINT checked => violations public.old.checked public.aged violated 1 2
      ALTER DOMAIN free ADD CONSTRAINT known CHECK (VALUE <> 'y') => violations public.free.known public.aged violated 1 y, violations public.free.known public.known violated 1 y
      CREATE DOMAIN many AS int CHECK (VALUE > 5); ALTER TABLE aged ALTER COLUMN n TYPE many => casts public.aged.n public.aged violated 1 2
      ALTER DOMAIN old DROP CONSTRAINT checked; ALTER DOMAIN old ADD CONSTRAINT above CHECK (VALUE > 1); ALTER TABLE aged ALTER COLUMN m TYPE old => casts public.aged.m public.aged holds, violations public.old.above public.aged holds
      CREATE DOMAIN must AS int NOT NULL; ALTER TABLE aged ADD COLUMN new_1 must => rows public.aged.new_1 public.aged violated 1
      CREATE DOMAIN zero AS int NOT NULL DEFAULT 0; ALTER TABLE aged ADD COLUMN new_2 zero => -
      ALTER TABLE booked ADD CONSTRAINT x1 EXCLUDE USING gist (during WITH &&) => overlaps public.booked.x1 public.booked violated 3 ("[1,5)")
      ALTER TABLE booked ADD CONSTRAINT x2 EXCLUDE USING gist (during WITH &&, room WITH =) => overlaps public.booked.x2 public.booked violated 2 ("[1,5)","[1,2)")
      ALTER TABLE booked ADD CONSTRAINT x3 EXCLUDE USING gist (during WITH &&, room WITH =) WHERE (NOT gone) => overlaps public.booked.x3 public.booked holds
      ALTER TABLE words ADD COLUMN g int GENERATED ALWAYS AS (n::int) STORED => expressions public.words.g public.words violated null
      ALTER TABLE words ADD COLUMN h int GENERATED ALWAYS AS (length(n)) STORED NOT NULL => expressions public.words.h public.words holds, nulls public.words.h public.words holds
      ALTER TABLE words ADD COLUMN i int GENERATED ALWAYS AS (nullif(id, 1)) STORED NOT NULL => expressions public.words.i public.words holds, nulls public.words.i public.words violated 1
      CREATE INDEX i1 ON words ((n::int)) => expressions public.words.i1 public.words violated null
      CREATE INDEX i2 ON words ((n::int)) WHERE n <> 'x' => expressions public.words.i2 public.words holds
      ALTER TABLE words ADD COLUMN c int DEFAULT 1 UNIQUE => duplicates public.words.words_c_key public.words violated 1 (1)
      ALTER TABLE words ADD COLUMN d bigserial PRIMARY KEY => duplicates public.words.words_pkey public.words holds
      ALTER TABLE words ADD COLUMN e int GENERATED ALWAYS AS IDENTITY UNIQUE => duplicates public.words.words_e_key public.words holds
      ALTER TABLE words ADD COLUMN f int DEFAULT 1 CHECK (f > 1) => violations public.words.words_f_check public.words violated 3 (1,one,1,1)
      ALTER TABLE older ADD COLUMN j int NOT NULL DEFAULT 3; ALTER TABLE older ALTER COLUMN j DROP DEFAULT => -
      ALTER TABLE older ADD COLUMN k int DEFAULT 3; ALTER TABLE older ALTER COLUMN k DROP DEFAULT, ADD CHECK (k < 3) => violations public.older.older_k_check public.older violated 2 (1,3)
      ALTER TABLE older ADD COLUMN l int; ALTER TABLE older ALTER COLUMN l SET DEFAULT 5; ALTER TABLE older ALTER COLUMN l SET NOT NULL => rows public.older.l public.older violated 1
      ALTER TABLE older ADD COLUMN m int[] DEFAULT '{3,4}'; ALTER TABLE older ALTER COLUMN m SET DEFAULT '{}', ADD CHECK (m <> '{}') => violations public.older.older_m_check public.older holds
      ALTER TABLE older ADD COLUMN u uuid NOT NULL DEFAULT gen_random_uuid(); ALTER TABLE older ALTER COLUMN u DROP DEFAULT => -
      ALTER TABLE older ADD COLUMN v timestamptz DEFAULT clock_timestamp(); ALTER TABLE older ALTER COLUMN v DROP DEFAULT, ADD CHECK (v IS NOT NULL) => violations public.older.older_v_check public.older holds
      ALTER TABLE older ADD COLUMN w float DEFAULT random(); ALTER TABLE older ALTER COLUMN w SET DEFAULT 7; ALTER TABLE older ADD CHECK (w < 1) => violations public.older.older_w_check public.older holds
      ALTER TABLE older ADD COLUMN x bigserial; ALTER TABLE older ALTER COLUMN x DROP DEFAULT; ALTER TABLE older ADD UNIQUE (x) => duplicates public.older.older_x_key public.older holds
      ALTER TABLE older ADD COLUMN y int; ALTER TABLE older ADD COLUMN z uuid DEFAULT gen_random_uuid(), ALTER COLUMN y SET DEFAULT 5; ALTER TABLE older ALTER COLUMN y SET NOT NULL => rows public.older.y public.older violated 1
      ALTER TABLE split ADD COLUMN n int NOT NULL DEFAULT 3; ALTER TABLE split ALTER COLUMN n DROP DEFAULT => -
      CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (10) TO (20) => bounds public.parts_2 public.parts_rest violated 1 (1,15)
      CREATE TABLE parts_3 PARTITION OF parts FOR VALUES FROM (90) TO (99) => bounds public.parts_3 public.parts_rest holds
      ALTER TABLE parts ATTACH PARTITION apart FOR VALUES FROM (30) TO (40) => bounds public.apart public.apart violated 1 (2,41), bounds public.apart public.parts_rest holds
      ALTER TABLE hashed ATTACH PARTITION "Loose" FOR VALUES WITH (MODULUS 2, REMAINDER 0) => bounds public.Loose public.Loose violated 12 (10)
      ALTER TABLE parts ADD CHECK (at < 20) => violations public.parts.parts_at_check public.parts violated 1 (,25)
      ALTER TABLE parts ALTER COLUMN id SET NOT NULL => nulls public.parts.id public.parts violated 1
      ALTER TABLE parts ADD UNIQUE (id, at) => duplicates public.parts.parts_id_at_key public.parts holds
      ALTER TABLE typed ALTER COLUMN a TYPE int USING a::int => casts public.typed.a public.typed violated null
      ALTER TABLE typed ALTER COLUMN b TYPE varchar(2) USING word || b, ALTER COLUMN id TYPE bigint => casts public.typed.b public.typed violated 3 one1, casts public.typed.id public.typed holds
      ALTER TABLE typed ALTER COLUMN c SET DATA TYPE boolean USING (c = '1') => casts public.typed.c public.typed holds
      ALTER TABLE pairs ALTER COLUMN p SET NOT NULL => nulls public.pairs.p public.pairs holds
      """;

  /** What only PostgreSQL 18 knows. */
  private static final String SCRIPTS_18 =
      """
      ALTER TABLE paid ADD CONSTRAINT later NOT NULL total NOT VALID => -
      ALTER TABLE booked ADD CONSTRAINT key PRIMARY KEY (room, during WITHOUT OVERLAPS) => nulls public.booked.during public.booked holds, nulls public.booked.room public.booked holds, overlaps public.booked.key public.booked violated 2 ("[1,2)","[1,5)")
      ALTER TABLE guests ADD CONSTRAINT stays FOREIGN KEY (room, PERIOD during) REFERENCES rooms (room, PERIOD during) => orphans public.guests.stays public.guests violated 1 ("[2,3)","[2,17)")
      ALTER TABLE made ALTER g SET EXPRESSION AS (10 / (length(n) - 1)) => expressions public.made.g public.made violated null
      ALTER TABLE made ALTER h SET EXPRESSION AS (10 / (length(n) + 1)) => expressions public.made.h public.made holds
      ALTER TABLE paid VALIDATE CONSTRAINT given => nulls public.paid.net public.paid violated 1
      ALTER TABLE words ALTER CONSTRAINT soft ENFORCED => orphans public.words.soft public.words violated 3 (1)
      """;

  /** What was there before that PostgreSQL 14 does not know. */
  private static final String BEFORE_18 =
      """
      ALTER TABLE paid ADD CONSTRAINT given NOT NULL net NOT VALID;
      ALTER TABLE words ADD CONSTRAINT soft FOREIGN KEY (id) REFERENCES numbered NOT ENFORCED;
      CREATE TABLE rooms (room int4range, during int4range, PRIMARY KEY (room, during WITHOUT OVERLAPS));
      INSERT INTO rooms VALUES ('[1,1]', '[1,5)'), ('[1,1]', '[5,8)'), ('[2,2]', '[1,9)');
      """;

  @Test
  void eachQuestionIsAnsweredAsPostgresqlAnswersTheStatement() throws Exception {
    given("V1__before.sql", BEFORE);
    run();
    boolean newest = query("SHOW server_version_num").get(0).compareTo("180000") >= 0;
    if (newest) {
      givenInDatabase(BEFORE_18);
    }
    String[] rows = (SCRIPTS + (newest ? SCRIPTS_18 : "")).strip().split("\n");
    for (int index = 0; index < rows.length; index++) {
      given("V%d__change.sql".formatted(index + 2), rows[index].split(" => ")[0] + ";");
    }

    Rehearsal rehearsal = process().running().rehearser().rehearse(null);

    List<Executable> all = new ArrayList<>();
    for (int index = 0; index < rows.length; index++) {
      String[] parts = rows[index].split(" => ");
      RehearsedMigration migration = rehearsal.migrations().get(index);
      String refused = refused(parts[0]);
      all.add(
          () ->
              assertEquals(
                  parts[1].equals("-") ? "" : parts[1],
                  answers(migration),
                  () -> parts[0] + ": " + rehearsal.failure() + asked(migration)));
      all.add(
          () ->
              assertEquals(
                  parts[1].contains(" violated "),
                  !refused.isEmpty(),
                  () -> parts[0] + " is refused: " + refused));
    }
    assertAll(all);
  }

  @Test
  void whatThereIsNoTimeForIsSaidNotToBeAsked() throws Exception {
    given("V1__before.sql", "CREATE TABLE words AS SELECT 1 AS id;");
    run();
    given("V2__key.sql", "ALTER TABLE words ADD PRIMARY KEY (id); DELETE FROM words WHERE id = 1;");
    longestAsking = Duration.ZERO;

    Rehearsal rehearsal = process().running().rehearser().rehearse(null);

    String reason =
        "It was not asked: all questions of a rehearsal together may take 0 s"
            + " (WAYMARK_REHEARSAL_DATA_TIMEOUT).";
    assertEquals(
        List.of(
            "duplicates not-finished " + reason,
            "nulls not-finished " + reason,
            "touched not-finished " + reason),
        rehearsal.migrations().get(0).data().stream()
            .map(it -> "%s %s %s".formatted(it.check().code(), it.outcome().code(), it.reason()))
            .sorted()
            .toList());
  }

  /** A statement, how many rows it touches of which table, and the hazard of those it loses. */
  private static final String TOUCHING =
      """
      DECLARE c CURSOR FOR SELECT * FROM words FOR UPDATE; FETCH c; DELETE FROM words WHERE CURRENT OF c => touched words not-finished null, rows-deleted statistics
      DELETE FROM words WHERE id = 2 => touched words counted 2, rows-deleted data
      DELETE FROM words AS w WHERE w.id = 9 => touched words holds 0
      DELETE FROM words => touched words counted 3, rows-deleted data
      DELETE FROM words USING made, typed t WHERE words.id = t.id AND length(made.n) = 3 => touched words counted 3, rows-deleted data
      WITH two AS (SELECT id FROM typed WHERE id > 1) DELETE FROM words WHERE id IN (SELECT id FROM two) => touched words counted 2, rows-deleted data
      DELETE FROM ONLY paid WHERE total > 5 => touched paid counted 3, rows-deleted data
      DELETE FROM paid WHERE total > 5 RETURNING id => touched paid counted 4, rows-deleted data
      UPDATE words SET word = 'x' => touched words counted 3
      UPDATE words w SET word = t.word FROM typed t WHERE t.id = w.id AND t.id = 1 => touched words counted 1
      DELETE FROM words WHERE spy(id) => touched words not-finished null, rows-deleted statistics
      DELETE FROM words WHERE pg_try_advisory_lock(id) => touched words not-finished null, rows-deleted statistics
      CREATE TABLE fresh (id int); DELETE FROM fresh => -
      ALTER TABLE aged RENAME TO ages; DELETE FROM ages WHERE ages.n = 2 => touched aged counted 1, rows-deleted data
      DELETE FROM guests WHERE isempty(during); DELETE FROM guests => touched guests holds 0, touched guests counted 2 written before, rows-deleted data
      WITH gone AS (DELETE FROM words WHERE id = 2 RETURNING *) SELECT count(*) FROM gone => touched words counted 2, rows-deleted data
      WITH gone AS (DELETE FROM words WHERE id = 2 RETURNING *) INSERT INTO numbered SELECT 9 FROM gone LIMIT 1 => touched words counted 2, rows-deleted data
      WITH two AS (SELECT 2 AS id), gone AS (DELETE FROM words USING two WHERE words.id = two.id RETURNING *) UPDATE typed SET a = 'y' WHERE id = 1 => touched words counted 2, touched typed counted 1, rows-deleted data
      WITH gone AS (DELETE FROM words WHERE id = 2 RETURNING *) DELETE FROM typed USING gone WHERE typed.id = gone.id => touched words counted 2, touched typed not-finished null, rows-deleted data, rows-deleted statistics
      WITH a AS (DELETE FROM words WHERE id = 2), b AS (DELETE FROM words WHERE id = 1) SELECT 1 => touched words counted 2, touched words counted 1, rows-deleted data, rows-deleted data
      WITH RECURSIVE n AS (SELECT 1 AS id UNION ALL SELECT id + 1 FROM n WHERE id < 2) DELETE FROM words USING n WHERE n.id = words.id => touched words counted 3, rows-deleted data
      CREATE TABLE kept AS WITH gone AS (DELETE FROM words WHERE id = 2 RETURNING *) SELECT * FROM gone => touched words counted 2, rows-deleted data
      EXPLAIN (ANALYZE, COSTS off) DELETE FROM words WHERE id = 2 => touched words counted 2, rows-deleted data
      EXPLAIN (ANALYZE off) DELETE FROM words WHERE id = 2 => -
      EXPLAIN DELETE FROM words => -
      PREPARE p AS DELETE FROM words WHERE id = 2 => -
      PREPARE q AS DELETE FROM words WHERE id = 2; EXECUTE q => touched words counted 2 written before, rows-deleted data
      PREPARE r (int) AS DELETE FROM words WHERE id = $1; EXECUTE r (2) => touched words not-finished null, rows-deleted statistics
      PREPARE s AS DELETE FROM words; EXPLAIN ANALYZE EXECUTE s => touched words counted 3 written before, rows-deleted data
      CREATE FUNCTION clears() RETURNS void LANGUAGE sql AS 'WITH gone AS (DELETE FROM words RETURNING *) SELECT' => -
      TRUNCATE words, made => touched words counted 3, touched made counted 2, rows-truncated data, rows-truncated data
      TRUNCATE numbered => touched numbered holds 0
      """;

  @Test
  void theRowsThatAStatementDeletesOrChangesAreCounted() throws Exception {
    given(
        "V1__before.sql",
        BEFORE,
        "CREATE FUNCTION spy(int) RETURNS boolean LANGUAGE plpgsql AS",
        "  'BEGIN IF current_setting(''transaction_read_only'')::boolean THEN",
        "  PERFORM pg_reload_conf(); END IF; RETURN true; END';");
    run();
    givenInDatabase("ANALYZE");
    String[] rows = TOUCHING.strip().split("\n");
    for (int index = 0; index < rows.length; index++) {
      given("V%d__change.sql".formatted(index + 2), rows[index].split(" => ")[0] + ";");
    }

    Rehearsal rehearsal = process().running().rehearser().rehearse(null);

    List<Executable> all = new ArrayList<>();
    for (int index = 0; index < rows.length; index++) {
      String[] parts = rows[index].split(" => ");
      RehearsedMigration migration = rehearsal.migrations().get(index);
      List<String> said = new ArrayList<>();
      migration.data().stream()
          .map(
              it ->
                  "%s %s %s %s%s"
                      .formatted(
                          it.check().code(),
                          it.table().replace("public.", ""),
                          it.outcome().code(),
                          it.rows(),
                          it.statement() > 1 && it.writtenBefore() ? " written before" : ""))
          .forEach(said::add);
      migration.statements().stream()
          .flatMap(it -> it.hazards().stream())
          .filter(it -> it.severity() == Severity.LOSES)
          .map(it -> it.code().code() + " " + it.basis().code())
          .forEach(said::add);
      all.add(
          () ->
              assertEquals(
                  parts[1].equals("-") ? "" : parts[1],
                  String.join(", ", said),
                  () -> parts[0] + rehearsal.failure() + asked(migration)));
    }
    assertAll(all);
  }

  /** What PostgreSQL says to the statements over the live rows; nothing stays of them. */
  private String refused(String sql) throws SQLException {
    try (var connection = TestPostgres.connect(database);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      return "";
    } catch (SQLException exception) {
      return exception.getSQLState() + " " + exception.getMessage();
    }
  }

  private static String answers(RehearsedMigration migration) {
    return migration.data().stream()
        .map(
            it ->
                "%s %s %s %s"
                        .formatted(it.check().code(), it.object(), it.table(), it.outcome().code())
                    + (it.rows() == null || it.rows() > 0 ? " " + it.rows() : "")
                    + (it.example() == null ? "" : " " + it.example()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String asked(RehearsedMigration migration) {
    return migration.data().stream()
        .map(it -> "\n  " + it.sql() + " " + it.reason())
        .collect(Collectors.joining());
  }
}
