package dev.waymark.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read or kept to ends a start with one line, and is never taken for something. */
class UnreadableSettingsTest {
  private static final int ENVIRONMENT = 300;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WAYMARK_LOCK_TIMEOUT=-5s                | WAYMARK_LOCK_TIMEOUT=-5s is no time from 1 ms to 24 days, nor 0s, which means for ever.
          WAYMARK_LOCK_TIMEOUT=PT0.0001S          | WAYMARK_LOCK_TIMEOUT=PT0.0001S is no time from 1 ms to 24 days, nor 0s, which means for ever.
          WAYMARK_LOCK_TIMEOUT=99999999999999h    | WAYMARK_LOCK_TIMEOUT=99999999999999h is no time from 1 ms to 24 days, nor 0s, which means for ever.
          WAYMARK_STATEMENT_TIMEOUT=1000h         | WAYMARK_STATEMENT_TIMEOUT=1000h is no time from 1 ms to 24 days, nor 0s, which means for ever.
          WAYMARK_REPLAY_TIMEOUT=0s               | WAYMARK_REPLAY_TIMEOUT=0s is no time from 1 ms to 24 days.
          WAYMARK_REHEARSAL_DATA_TIMEOUT=900h     | WAYMARK_REHEARSAL_DATA_TIMEOUT=900h is no time from 1 ms to 24 days, nor 0s, which means that nothing is asked.
          WAYMARK_WATCH_INTERVAL=soon             | WAYMARK_WATCH_INTERVAL=soon is no time. It looks like 500ms, 5s, 10m or 1h.
          WAYMARK_SHUTDOWN_GRACE=                 | WAYMARK_SHUTDOWN_GRACE is empty. Give it a value, or leave it out for the default.
          WAYMARK_LOCK_RETRIES=-1                 | WAYMARK_LOCK_RETRIES=-1 is no whole number from 0 to 1000000.
          WAYMARK_LOCK_RETRIES=99999999999        | WAYMARK_LOCK_RETRIES=99999999999 is no whole number from 0 to 1000000.
          WAYMARK_ALLOW_EMPTY=maybe               | WAYMARK_ALLOW_EMPTY=maybe is neither true nor false.
          WAYMARK_OUT_OF_ORDER=                   | WAYMARK_OUT_OF_ORDER is empty. Give it a value, or leave it out for the default.
          WAYMARK_READINESS=foo                   | WAYMARK_READINESS=foo is none of answering, connected, verified.
          WAYMARK_LOG_FORMAT=xml                  | WAYMARK_LOG_FORMAT=xml is none of text, json.
          WAYMARK_EXPECTATION=                    | WAYMARK_EXPECTATION is empty. Give it a value, or leave it out for the default.
          WAYMARK_HISTORY_TABLE=                  | WAYMARK_HISTORY_TABLE is empty. Give it a value, or leave it out for the default.
          WAYMARK_HOSTS=https://waymark.example   | WAYMARK_HOSTS=https://waymark.example holds what is no name of a host: each is written without scheme, port and asterisk, like waymark.example.
          WAYMARK_HOSTS=*                         | WAYMARK_HOSTS=* holds what is no name of a host: each is written without scheme, port and asterisk, like waymark.example.
          WAYMARK_PLACEHOLDERS_DB_PASSWORD=       | WAYMARK_PLACEHOLDERS_DB_PASSWORD is empty, and a script that has it would be executed with nothing in its place. Give it a value, or leave it out.
          QUARKUS_HTTP_PORT=99999                 | QUARKUS_HTTP_PORT=99999 is no whole number from 0 to 65535.
          """)
  void whatCannotBeReadIsToldInOneLine(String setting, String line) {
    assertEquals(Optional.of(line), problem(setting));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WAYMARK_LOCK_TIMEOUT=0s",
        "WAYMARK_LOCK_TIMEOUT=0.3S",
        "WAYMARK_LOCK_TIMEOUT=5",
        "WAYMARK_WATCH_INTERVAL=PT0.2S",
        "WAYMARK_LOCK_RETRIES=0",
        "WAYMARK_OUT_OF_ORDER=TRUE",
        "WAYMARK_READINESS=verified",
        "WAYMARK_HOSTS=waymark.example, localhost,[::1]",
        "WAYMARK_HOSTS=",
        "WAYMARK_PLACEHOLDERS_X=y",
        "QUARKUS_HTTP_PORT=0"
      })
  void whatCanBeReadIs(String setting) {
    assertEquals(Optional.empty(), problem(setting));
  }

  private static Optional<String> problem(String setting) {
    String[] parts = setting.split("=", 2);
    var config =
        new SmallRyeConfigBuilder()
            .withSources(new EnvConfigSource(Map.of(parts[0], parts[1]), ENVIRONMENT))
            .withSources(new UnreadableSettings())
            .build();
    return UnreadableSettings.in(config);
  }
}
