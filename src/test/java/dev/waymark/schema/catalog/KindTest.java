package dev.waymark.schema.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.waymark.schema.Kind;
import dev.waymark.schema.SchemaObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KindTest {
  @Test
  void everyRecordIsAKindAndEveryKindARecord() {
    List<Class<?>> records = List.of(SchemaObject.class.getPermittedSubclasses());

    assertEquals(records, Arrays.stream(Kind.values()).map(Kind::type).toList());
  }

  @Test
  void everyKindHasItsQueryAndItsComponentsSayWhereItBelongs() {
    for (Kind kind : Kind.values()) {
      assertNotNull(CatalogReader.class.getResource(kind.list() + ".sql"), kind.list());
      assertEquals(Optional.of(kind), Kind.ofList(kind.list()));
      var components =
          Arrays.stream(kind.type().getRecordComponents()).map(part -> part.getName()).toList();
      assertEquals(kind.boundToTable(), components.contains("table"), kind.list());
      assertEquals(
          kind.inNamespace(),
          kind != Kind.DEFAULT_PRIVILEGES && components.contains("namespace"),
          kind.list());
    }
  }
}
