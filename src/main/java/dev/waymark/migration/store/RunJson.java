package dev.waymark.migration.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.waymark.migration.Blocker;
import dev.waymark.migration.Excerpt;
import dev.waymark.migration.InvalidIndex;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.NextTry;
import dev.waymark.migration.Progress;
import dev.waymark.migration.RecordedEvent;
import dev.waymark.migration.Refusal;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.RehearsalSummary;
import dev.waymark.verification.report.StateCounts;
import dev.waymark.verification.report.VerificationSummary;
import java.util.List;

/**
 * Runs, events and rehearsals as they are kept: the JSON that HTTP shows, read back by any later
 * Waymark.
 */
public final class RunJson {
  // What a run's JSON is made of.
  private static final List<Class<?>> WRITTEN =
      List.of(
          Run.class,
          RecordedEvent.class,
          Requester.class,
          Migration.class,
          MigrationFailure.class,
          Excerpt.class,
          Refusal.class,
          InvalidIndex.class,
          Progress.class,
          NextTry.class,
          Blocker.class,
          VerificationSummary.class,
          StateCounts.class,
          RunEvent.RunStarted.class,
          RunEvent.DriftFound.class,
          RunEvent.MigrationStarted.class,
          RunEvent.StatementDone.class,
          RunEvent.MigrationApplied.class,
          RunEvent.RunEnded.class,
          Rehearsal.class,
          RehearsalSummary.class);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          // A replica may be older than the one that wrote.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .build();

  /** For a database whose encoding cannot hold what people write. */
  private static final ObjectMapper PLAIN = plain();

  static {
    // How each is written is found out once, when an executable is built, and not by every command.
    WRITTEN.forEach(MAPPER::writerFor);
    WRITTEN.forEach(PLAIN::writerFor);
  }

  private static ObjectMapper plain() {
    ObjectMapper mapper = MAPPER.copy();
    mapper.getFactory().setCharacterEscapes(new PlainText());
    return mapper;
  }

  private RunJson() {}

  /** Writes every record as HTTP does. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  static String write(Object value) {
    return write(MAPPER, value);
  }

  /** The same with what is no printable ASCII as {@link PlainText}. */
  static String writePlain(Object value) {
    return write(PLAIN, value);
  }

  private static String write(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException("A record of Waymark's own has no JSON", exception);
    }
  }

  static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException exception) {
      throw new IllegalStateException(
          "What is kept is not what Waymark writes: " + exception.getOriginalMessage(), exception);
    }
  }
}
