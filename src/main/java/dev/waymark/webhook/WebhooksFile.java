package dev.waymark.webhook;

import dev.waymark.files.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The file that names the webhooks. It is read again when it has changed; while what is in it
 * cannot be used, those that were read last go on.
 */
public final class WebhooksFile {
  private static final Logger LOG = Logger.getLogger(WebhooksFile.class);
  private static final int LONGEST_BYTES = 256 * 1024;

  private final Path file;
  private final Clock clock;
  private final Function<String, Duration> time;
  private Read read;
  private String complaint = "";

  /**
   * What was read last.
   *
   * @param generation another one after each change of the file
   */
  record Content(long generation, List<Webhook> webhooks) {}

  /**
   * @param settled whether every later change shows in the stamp
   */
  private record Read(FileStamp stamp, boolean settled, Content content) {}

  private WebhooksFile(Path file, Clock clock, Function<String, Duration> time) {
    this.file = file;
    this.clock = clock;
    this.time = time;
    this.read = read(0);
  }

  /**
   * Reads it for the first time.
   *
   * @param time reads how long something takes
   * @throws InvalidWebhooksFile if it cannot be used, with the line at fault
   */
  public static WebhooksFile open(Path file, Clock clock, Function<String, Duration> time) {
    return new WebhooksFile(file, clock, time);
  }

  /** The webhooks there are now. */
  public List<Webhook> webhooks() {
    return content().webhooks();
  }

  synchronized Content content() {
    try {
      if (!read.settled() || !FileStamp.of(file).equals(read.stamp())) {
        Read again = read(read.content().generation() + 1);
        boolean same =
            again.stamp().equals(read.stamp())
                && again.content().webhooks().equals(read.content().webhooks());
        read = same ? new Read(read.stamp(), again.settled(), read.content()) : again;
        complaint = "";
      }
    } catch (IOException exception) {
      complain(file + " is not there or cannot be read");
    } catch (InvalidWebhooksFile exception) {
      complain(exception.getMessage());
    }
    return read.content();
  }

  private Read read(long generation) {
    // Before reading: what changes meanwhile is read once more.
    Instant now = clock.instant();
    try {
      FileStamp stamp = FileStamp.of(file);
      if (stamp.directory()) {
        throw new InvalidWebhooksFile(file.toString(), "a folder, where a file is expected");
      }
      List<Webhook> webhooks = WebhooksDocument.parse(file.toString(), text(), time);
      return new Read(stamp, stamp.isSettledAt(now), new Content(generation, webhooks));
    } catch (IOException exception) {
      throw new InvalidWebhooksFile(file.toString(), "it is not there or cannot be read");
    }
  }

  private String text() throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(LONGEST_BYTES + 1);
      if (bytes.length > LONGEST_BYTES) {
        throw new InvalidWebhooksFile(
            file.toString(), "longer than %d bytes".formatted(LONGEST_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private void complain(String problem) {
    if (!problem.equals(complaint)) {
      complaint = problem;
      LOG.errorf("The webhooks stay as they were read last: %s", problem);
    }
  }
}
