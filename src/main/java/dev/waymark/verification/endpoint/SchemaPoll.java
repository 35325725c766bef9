package dev.waymark.verification.endpoint;

import dev.waymark.answer.Poll;
import dev.waymark.answer.Prepared;
import dev.waymark.database.DatabaseException;
import dev.waymark.look.SharedLook;
import dev.waymark.schema.Schema;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.report.SchemaFormat;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The schema, as programs ask for it again and again. */
public final class SchemaPoll implements Poll {
  private final Verifier verifier;
  private final SharedLook<Answer> looks;
  private Known last;

  private record Known(Schema schema, Prepared prepared) {}

  /**
   * @param executor what may wait for a database
   * @param longestWait how long a caller waits for it
   */
  public SchemaPoll(Verifier verifier, Executor executor, Duration longestWait) {
    this.verifier = verifier;
    this.looks = new SharedLook<>(this::look, executor, longestWait, DatabaseException::silent);
  }

  @Override
  public String path() {
    return "/schema";
  }

  @Override
  public String contentType() {
    return SchemaFormat.JSON.mediaType();
  }

  @Override
  public CompletionStage<Answer> ask() {
    return looks.next();
  }

  private synchronized Answer look() {
    Schema schema = verifier.schema();
    // One that nothing has changed is the same object.
    if (last == null || last.schema() != schema) {
      last = new Known(schema, SchemaFormat.json(schema));
    }
    return new Answer(last.prepared(), Map.of());
  }
}
