package dev.waymark.schema.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.Sql;
import dev.waymark.schema.Cases;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.LargeSchema;
import dev.waymark.schema.catalog.SchemaDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A schema as a picture. The pictures are in {@code target/diagrams} afterwards, to be looked at.
 */
class DiagramTest {
  private static final Path LOOKED_AT = Path.of("target", "diagrams");

  /** What the documentation shows. */
  private static final Path COMMITTED = Path.of("docs", "images", "schema.svg");

  private static final String SHOP = Sql.read(DiagramTest.class, "shop.sql");

  @Test
  void aSmallSchemaIsThePictureThatIsCommitted() throws Exception {
    String svg = drawn("shop", DiagramRequest.ALL, SHOP);

    if (Boolean.getBoolean("contracts.write")) {
      Files.writeString(COMMITTED, svg);
    }
    assertEquals(
        Files.readString(COMMITTED),
        svg,
        () -> COMMITTED + " is another picture. If that is meant: -Dcontracts.write=true");
  }

  @Test
  void everyObjectOfARealSchemaIsInItAndNothingLiesOverAnother() throws Exception {
    String svg = drawn("pagila", DiagramRequest.ALL, Cases.pagila());

    DrawnSvg picture = DrawnSvg.parse(svg);
    assertTrue(picture.objects().containsAll(Set.of("public.film", "public.film_list")));
    assertTrue(picture.objects().contains("public.mpaa_rating"));
    assertFalse(picture.objects().stream().anyMatch(it -> it.startsWith("public.payment_p")));
    assertTrue(picture.text("public.payment").contains("55 partitions"));
    assertTrue(picture.text("public.payment").contains("FK customer_id integer NN"));
    assertEquals(List.of(), picture.overlapping());
    assertEquals(List.of(), picture.endsOnNothing());
  }

  @Test
  void namespacesAreApartAndForeignKeysGoBetweenThem() throws Exception {
    String svg = drawn("adventureworks", DiagramRequest.ALL, Cases.adventureWorks());

    DrawnSvg picture = DrawnSvg.parse(svg);
    assertTrue(picture.namespaces().containsAll(Set.of("humanresources", "sales")));
    assertTrue(picture.references().contains("humanresources.employee > person.person"));
    assertEquals(List.of(), picture.overlapping());
    assertEquals(List.of(), picture.endsOnNothing());
  }

  @Test
  void aThousandTablesAreAnOverviewOfNames() throws Exception {
    String svg =
        drawn("large", DiagramRequest.ALL, LargeSchema.transactions(1000).toArray(String[]::new));

    DrawnSvg picture = DrawnSvg.parse(svg);
    assertEquals(1000, picture.objects().size());
    assertEquals(1000, picture.references().size());
    assertEquals("t77", picture.text("public.t77"));
    assertEquals(List.of(), picture.overlapping());
  }

  @Test
  void theOrderInWhichObjectsWereReadDecidesNothing() throws Exception {
    try (var database = SchemaDatabase.create()) {
      database.execute(SHOP);
      Schema schema = database.read("*");
      var objects = new ArrayList<>(schema.objects().values());
      Collections.shuffle(objects, new Random(7));

      var shuffled = new Schema(schema.server(), schema.namespaces(), objects);

      assertEquals(
          SchemaDiagram.svg(schema, DiagramRequest.ALL),
          SchemaDiagram.svg(shuffled, DiagramRequest.ALL));
      assertEquals(
          SchemaDiagram.mermaid(schema, DiagramRequest.ALL),
          SchemaDiagram.mermaid(shuffled, DiagramRequest.ALL));
    }
  }

  @Test
  void aNameIsTextWhateverItSays() throws Exception {
    String table = "\"><img src=x onerror=alert(1)>";
    String column = "]]></text><script>\u0001\u202Ex'&\"{}%\\";
    String svg =
        drawn(
            "hostile",
            DiagramRequest.ALL,
            "CREATE TABLE %s (%s integer PRIMARY KEY, pk integer, \"-- }\" text)"
                .formatted(Sql.identifier(table), Sql.identifier(column)),
            "COMMENT ON TABLE %s IS '</title><script>alert(1)</script>'"
                .formatted(Sql.identifier(table)));

    DrawnSvg picture = DrawnSvg.parse(svg);
    assertEquals(
        Set.of("svg", "title", "desc", "g", "rect", "path", "text", "tspan"), picture.elements());
    assertEquals(Set.of(), picture.attributesThatDoSomething());
    assertEquals(Set.of("public." + Sql.identifier(table)), picture.objects());
    assertTrue(picture.text("public." + Sql.identifier(table)).contains("<script>\\u0001\\u202ex"));
  }

  @Test
  void aLabelMayBeEmptyAndAnEnumMayHaveNone() throws Exception {
    String svg =
        drawn(
            "labels",
            DiagramRequest.ALL,
            "CREATE TYPE answer AS ENUM ('', 'yes')",
            "CREATE TYPE nothing AS ENUM ()",
            "CREATE TABLE nothing_in_it ()");

    assertEquals(
        Set.of("public.answer", "public.nothing", "public.nothing_in_it"),
        DrawnSvg.parse(svg).objects());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = '|',
      value = {
        "shop.item|0|shop.item",
        "shop.item|1|shop.item shop.order_state shop.product shop.purchase",
        "shop.item|2|shop.customer shop.invoice shop.item shop.order_state shop.product shop.purchase",
        "shop.product|1|shop.item shop.product",
        "audit.event_2026|1|audit.event shop.customer",
        "\"shop\".\"invoice\"|1|shop.invoice shop.order_state shop.purchase",
        "shop.open_purchase|3|shop.open_purchase"
      })
  void aPartIsWhatForeignKeysConnectInBothDirections(String table, int neighbours, String shown)
      throws Exception {
    String svg = drawn("part", new DiagramRequest(List.of(table), neighbours), SHOP);

    assertEquals(new TreeSet<>(List.of(shown.split(" "))), DrawnSvg.parse(svg).objects());
  }

  @Test
  void aTableThatDoesNotExistIsRefusedWithTheOneThatMayBeMeant() throws Exception {
    var refused =
        assertThrows(
            UnknownTable.class,
            () -> drawn("none", DiagramRequest.of(List.of("shop.costumer")), SHOP));

    assertEquals("shop.costumer", refused.table());
    assertEquals("shop.customer", refused.nearest());
  }

  private static String drawn(String name, DiagramRequest request, String... scripts)
      throws Exception {
    try (var database = SchemaDatabase.create()) {
      for (String script : scripts) {
        database.execute(script);
      }
      Schema schema = database.read("*");
      String svg = SchemaDiagram.svg(schema, request);
      String mermaid = SchemaDiagram.mermaid(schema, request);
      Files.createDirectories(LOOKED_AT);
      Files.writeString(LOOKED_AT.resolve(name + ".svg"), svg);
      Files.writeString(LOOKED_AT.resolve(name + ".mmd"), mermaid);
      assertEquals(List.of(), MermaidLines.wrong(mermaid));
      return svg;
    }
  }
}
