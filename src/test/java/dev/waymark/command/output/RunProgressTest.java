package dev.waymark.command.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunProgressTest {
  private static final String WAITING = "{\"state\": \"waiting\"}";
  private static final String AT_WORK =
      run("'progress': " + place(3, ", 'percent': 42, 'phase': 'building index'"));
  private static final String BLOCKED =
      run("'blockedBy': [%s], 'progress': %s".formatted(blocker(2_000), place(3, "")));
  private static final String STILL_BLOCKED =
      run("'blockedBy': [%s], 'progress': %s".formatted(blocker(4_000), place(3, "")));
  private static final String PAUSED =
      run(
          "'nextTry': {'script': 'V2__b.sql', 'attempt': 3, 'attempts': 11, 'delayMs': 4000,"
              + " 'at': '2026-11-27T12:00:00Z'}");

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void catchErrors() {
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setErr(before);
  }

  @Test
  void aPipeGetsALineForEachChangeAndNoMore() throws Exception {
    show(false, WAITING, WAITING, AT_WORK, BLOCKED, STILL_BLOCKED, PAUSED, PAUSED, BLOCKED);

    assertEquals(
        List.of(
            "waymark: waits for the end of another run",
            "waymark: migrates to version 9",
            "waymark: applied V1__a.sql",
            "waymark: pid 4711 (psql, idle in transaction for 2.0 s) blocks statement 3 of 7 of"
                + " V2__b.sql: LOCK TABLE a",
            "waymark: V2__b.sql rolled back, try 3 of 11 in 4 s"),
        printed.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void aTerminalShowsWhatKeepsTheRunFirst() throws Exception {
    assertEquals(List.of("waits for the end of another run"), drawn(WAITING));
    assertTrue(
        drawn(AT_WORK)
            .get(0)
            .matches(
                "\\[##\\.{10}] migration 2 of 5, statement 3 of 7 \\(42 %\\), \\d+ ms: V2__b\\.sql.*"),
        () -> printed.toString(StandardCharsets.UTF_8));
    assertEquals(
        List.of("pid 4711 (psql, idle in transaction for 2.0 s) blocks statement 3 of 7 of V2..."),
        drawn(BLOCKED));
    assertEquals(List.of("V2__b.sql rolled back, try 3 of 11 in 4 s"), drawn(PAUSED));
  }

  @Test
  void whatElseIsPrintedTakesTheLineAwayFirst() throws Exception {
    RunProgress progress = new RunProgress(new Terminal(true, true, false));
    progress.accept(json(AT_WORK));
    printed.reset();

    Printer.note("something");
    progress.close();

    assertEquals("\r\u001b[Kwaymark: something\n", printed.toString(StandardCharsets.UTF_8));
  }

  /** What is drawn over and over, without what is printed once. */
  private List<String> drawn(String run) throws Exception {
    printed.reset();
    show(true, run);
    List<String> lines = new ArrayList<>();
    for (String part : printed.toString(StandardCharsets.UTF_8).split("\r\u001b\\[K")) {
      if (!part.isEmpty() && !part.startsWith("waymark: ")) {
        assertTrue(part.length() < 80, part);
        lines.add(part);
      }
    }
    return lines;
  }

  private static void show(boolean terminal, String... runs) throws Exception {
    try (RunProgress progress = new RunProgress(new Terminal(terminal, terminal, false))) {
      for (String run : runs) {
        progress.accept(json(run));
      }
    }
  }

  private static String run(String doing) {
    return "{'state': 'running', 'targetVersion': '9', 'migrations': [{'script': 'V1__a.sql', 'state': 'success'}], "
        + doing
        + "}";
  }

  private static String place(int statement, String more) {
    return ("{'script': 'V2__b.sql', 'migration': 2, 'migrations': 5, 'statement': %d,"
            + " 'statements': 7%s}")
        .formatted(statement, more);
  }

  private static String blocker(int milliseconds) {
    return ("{'pid': 4711, 'user': 'postgres', 'application': 'psql', 'state': 'idle in"
            + " transaction', 'transactionMs': %d, 'query': 'LOCK TABLE a'}")
        .formatted(milliseconds);
  }

  private static JsonNode json(String run) throws JsonProcessingException {
    return new ObjectMapper().readTree(run.replace('\'', '"'));
  }
}
