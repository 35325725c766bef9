package dev.waymark.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waymark.migration.Run.Outcome;
import dev.waymark.settings.TimeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file of webhooks can say, and what is said of one that says something else. */
class WebhooksFileTest {
  private static final String GOOD =
      """
      webhooks:
        - name: deployments
          url: https://hooks.example/waymark
          secret: %s
      """
          .formatted(Receiver.SECRET);

  @TempDir Path folder;

  @Test
  void littleHasToBeSaid() throws Exception {
    Webhook webhook = open(GOOD).webhooks().get(0);

    assertEquals("deployments (https://hooks.example)", webhook.toString());
    assertEquals(Set.copyOf(EventType.chosen()), webhook.events());
    assertFalse(webhook.outcomes().contains(Outcome.NOTHING_PENDING));
    assertEquals(Duration.ofMinutes(1), webhook.blockedFor());
    assertEquals(Format.JSON, webhook.format());
  }

  @Test
  void everythingCanBeSaid() throws Exception {
    Webhook webhook =
        open("""
                # JSON is YAML, too
                webhooks:
                - name: chat
                  url: http://chat.internal:8065/hooks/x
                  allowHttp: true
                  secret: [%1$s, %1$s]
                  events: [run.ended, run.blocked]
                  outcomes: [failed, interrupted]
                  blockedFor: 30s
                  format: slack
                  environment: production
                """
                .formatted(Receiver.SECRET))
            .webhooks()
            .get(0);

    assertEquals("chat (http://chat.internal:8065)", webhook.toString());
    assertEquals(Set.of(EventType.RUN_ENDED, EventType.RUN_BLOCKED), webhook.events());
    assertEquals(Set.of(Outcome.FAILED, Outcome.INTERRUPTED), webhook.outcomes());
    assertEquals(Duration.ofSeconds(30), webhook.blockedFor());
    assertEquals(2, webhook.secrets().size());
    assertEquals("production", webhook.environment().orElse(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hooks:                        | 1 | the file consists of one list called webhooks
          webhooks:\\n  name: x          | 2 | webhooks is a list
          webhooks:\\n- x                | 2 | a webhook is a map
          webhooks:\\n- name: "x         | 2 | this is not YAML
          webhooks:\\n- name: x          | 2 | url is missing
          webhooks:\\n- name: x\\n  url: https://h/t0p-secret | 2 | secret is missing; make one with
          webhooks:\\n- name: x\\n  uri: t0p-secret           | 3 | uri is none of name, url,
          webhooks:\\n- name: x\\n  t0p-secret: y             | 3 | a field is none of name, url,
          webhooks:\\n- name: x\\n  name: y                   | 3 | name is there twice
          webhooks:\\n- name: x y                             | 2 | name has letters, digits
          webhooks:\\n- name: x\\n  url: t0p-secret           | 3 | the url is no address
          webhooks:\\n- name: x\\n  url: ftp://h/t0p-secret   | 3 | the url is no address
          webhooks:\\n- name: x\\n  url: https://h:99999/t0p-secret | 3 | the url is no address
          webhooks:\\n- name: x\\n  url: http://h/t0p-secret  | 3 | the url is http, which anybody
          webhooks:\\n- name: x\\n  url: https://u:t0p-secret@h/ | 3 | the url may hold neither
          webhooks:\\n- name: x\\n  url: https://h/\\n  secret: whsec_t0p-secret | 4 | the secret is not whsec_
          webhooks:\\n- name: x\\n  url: https://h/\\n  format: xml      | 4 | format has what is none of json, slack, teams
          webhooks:\\n- name: x\\n  url: https://h/\\n  format: slack\\n  events: [run]  | 5 | events has what is none of run.ended, run.blocked
          webhooks:\\n- name: x\\n  url: https://h/\\n  format: slack\\n  events: []     | 5 | events is empty
          webhooks:\\n- name: x\\n  url: https://h/\\n  format: slack\\n  blockedFor: soon | 5 | blockedFor is no time; write it like
          webhooks:\\n- name: x\\n  url: https://h/\\n  format: slack\\n- name: x\\n  url: https://h/\\n  format: slack | 5 | a second webhook of this name
          """)
  void aMistakeIsNamedWithItsLineAndNothingElseOfIt(String text, int line, String problem) {
    String file = folder.resolve("webhooks.yaml").toString();

    InvalidWebhooksFile invalid =
        assertThrows(InvalidWebhooksFile.class, () -> open(text.replace("\\n", "\n")));

    String beginning = "%s, line %d: %s".formatted(file, line, problem);
    assertEquals(beginning, invalid.getMessage().substring(0, beginning.length()));
    assertFalse(invalid.getMessage().contains("t0p-secret"), invalid::getMessage);
  }

  @Test
  void aChangeCountsAtOnceAndABadOneDoesNot() throws Exception {
    WebhooksFile file = open(GOOD);
    long first = file.content().generation();

    write(GOOD.replace("deployments", "releases"));
    List<Webhook> changed = file.webhooks();
    write("nonsense");
    List<Webhook> spoilt = file.webhooks();
    Files.delete(folder.resolve("webhooks.yaml"));
    List<Webhook> deleted = file.webhooks();

    assertEquals("releases", changed.get(0).name());
    assertEquals(first + 1, file.content().generation());
    assertEquals(changed, spoilt);
    assertEquals(changed, deleted);
  }

  /** A mounted Secret is links through another link, which is swapped. */
  @Test
  void aMountedSecretThatIsSwappedCounts() throws Exception {
    Path link = folder.resolve("..data");
    mount("1", GOOD);
    Files.createSymbolicLink(link, Path.of("1"));
    Path file =
        Files.createSymbolicLink(folder.resolve("webhooks.yaml"), Path.of("..data/webhooks.yaml"));
    WebhooksFile opened = WebhooksFile.open(file, Clock.systemUTC(), TimeText::parse);

    mount("2", GOOD.replace("deployments", "releases"));
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("2"));

    assertEquals("releases", opened.webhooks().get(0).name());
  }

  private void mount(String version, String text) throws Exception {
    Files.writeString(
        Files.createDirectory(folder.resolve(version)).resolve("webhooks.yaml"), text);
  }

  private WebhooksFile open(String text) throws Exception {
    write(text);
    return WebhooksFile.open(folder.resolve("webhooks.yaml"), Clock.systemUTC(), TimeText::parse);
  }

  private void write(String text) throws Exception {
    Files.writeString(folder.resolve("webhooks.yaml"), text);
  }
}
