package dev.waymark.migration.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waymark.answer.EntityTag;
import dev.waymark.answer.Prepared;
import dev.waymark.answer.PreparedBytes;
import dev.waymark.migration.store.RunJson;

/** The record that was answered last: what equals it has the same tag and the same JSON. */
final class LastRecord {
  static final String CONTENT_TYPE = "application/json;charset=UTF-8";

  private Known last;

  private record Known(Record record, Prepared prepared) {}

  synchronized Prepared prepared(Record record) {
    if (last == null || last.record() != record) {
      // The newer of two equal ones is kept: the next may be the same object.
      last =
          last != null && last.record().equals(record)
              ? new Known(record, last.prepared())
              : new Known(
                  record, new PreparedBytes(EntityTag.of("JSON", record), () -> json(record)));
    }
    return last.prepared();
  }

  private static byte[] json(Record record) {
    try {
      return RunJson.mapper().writeValueAsBytes(record);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("A record of Waymark's own has no JSON", exception);
    }
  }
}
