package dev.waymark.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A variable that is not read is named with the one that was meant. */
class UnknownVariablesTest {
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\|[^|\\n]*\\|");
  private static final Pattern NAME = Pattern.compile("`WAYMARK_([A-Z0-9_]+)`");

  @Test
  void namesTheOneThatWasMeant() {
    assertEquals(
        List.of(
            "WAYMARK_LOCK_TIMEOUTS is no setting of Waymark and does nothing; did you mean"
                + " WAYMARK_LOCK_TIMEOUT?",
            "WAYMARK_OUTOFORDER is no setting of Waymark and does nothing; did you mean"
                + " WAYMARK_OUT_OF_ORDER?",
            "WAYMARK_SOMETHING_ELSE is no setting of Waymark and does nothing."),
        UnknownVariables.in(
            List.of(
                "WAYMARK_OUTOFORDER", "WAYMARK_SOMETHING_ELSE", "PATH", "WAYMARK_LOCK_TIMEOUTS")));
  }

  @Test
  void isSilentAboutWhatKubernetesSets() {
    assertEquals(
        List.of(),
        UnknownVariables.in(
            List.of(
                "WAYMARK_PORT",
                "WAYMARK_PORT_8080_TCP",
                "WAYMARK_PORT_8080_TCP_ADDR",
                "WAYMARK_PORT_8080_TCP_PORT",
                "WAYMARK_PORT_8080_TCP_PROTO",
                "WAYMARK_SERVICE_HOST",
                "WAYMARK_SERVICE_PORT",
                "WAYMARK_SERVICE_PORT_HTTP",
                "WAYMARK_DB_SERVICE_HOST",
                "WAYMARK_DB_PORT_5432_TCP",
                "WAYMARK_MIGRATIONS",
                "WAYMARK_PLACEHOLDERS_OWNER",
                "WAYMARK_REHEARSAL_URL_FILE")));
  }

  @Test
  void knowsEverySettingThatIsDocumented() throws IOException {
    String page =
        Files.readString(Path.of("docs/reference/configuration.md"))
            + Files.readString(Path.of("docs/reference/hardening.md"));
    assertEquals(
        DOCUMENTED
            .matcher(page)
            .results()
            .flatMap(row -> NAME.matcher(row.group()).results())
            .map((MatchResult name) -> name.group(1))
            .filter(name -> !name.startsWith("PLACEHOLDERS_"))
            .collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(UnknownVariables.KNOWN));
  }
}
