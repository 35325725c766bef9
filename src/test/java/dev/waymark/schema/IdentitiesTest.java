package dev.waymark.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written down of identities is read back, whatever things are called. */
class IdentitiesTest {
  private static final List<String> NAMES =
      List.of("plain", "quo\"te", "back\\slash", "two\nlines", "tab\t\u0001", "ünï", "😀", "");

  @Test
  void everyNameIsReadBack() throws Exception {
    Map<ObjectId, Long> objects = new TreeMap<>();
    Map<Long, Map<Integer, String>> columns = new TreeMap<>();
    var definitions = new StoredDefinitions();
    for (int index = 0; index < NAMES.size(); index++) {
      String name = NAMES.get(index);
      objects.put(new ObjectId(Kind.TABLE, name, null, name), (long) index);
      objects.put(new ObjectId(Kind.INDEX, name, name, name), 4_294_967_295L - index);
      definitions.ofObject(Kind.INDEX, 4_294_967_295L - index, Long.MIN_VALUE + index);
      columns.put((long) index, Map.of(1, name, 2, name + name));
      definitions.ofColumn(index, 2, -1L);
    }

    Identities read = Identities.fromText(new Identities(objects, columns, definitions).text());

    assertEquals(objects, read.objects());
    IntStream.range(0, NAMES.size())
        .forEach(
            index -> {
              assertEquals(columns.get((long) index), read.columns(index));
              assertEquals(Optional.of(-1L), read.definitions().ofColumn(index, 2));
              assertEquals(Optional.empty(), read.definitions().ofColumn(index, 1));
              assertEquals(
                  Optional.of(Long.MIN_VALUE + index),
                  read.definitions().ofObject(Kind.INDEX, 4_294_967_295L - index));
            });
  }

  @Test
  void nothingIsReadBackAsNothing() throws Exception {
    var none = new Identities(Map.of(), Map.of(), new StoredDefinitions());

    assertEquals(Map.of(), Identities.fromText(none.text()).objects());
  }
}
