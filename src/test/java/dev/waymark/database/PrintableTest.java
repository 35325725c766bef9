package dev.waymark.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void escapesWhatCommandsATerminalOrCannotBeSeen() {
    assertEquals(
        "a\\u001b[31m\\u0007\\u009b1m\\u202eb\\u200bc\\u2066\\ufeff\\u2028\\u0085\\u00ad\\udb40\\udc41\\ud800\\u0000",
        Printable.text(
            "a\u001b[31m\u0007\u009b1m\u202eb\u200bc\u2066\ufeff\u2028\u0085\u00ad\udb40\udc41\ud800\0"));
  }

  @Test
  void keepsLinesOnlyInATextOfLines() {
    assertEquals("a\n\tb\\r", Printable.text("a\n\tb\r"));
    assertEquals("a\\n\\tb\\r", Printable.line("a\n\tb\r"));
  }

  @Test
  void leavesTheRestAsItIs() {
    assertEquals("naïve 表 \ud83d\ude00 \\n", Printable.line("naïve 表 \ud83d\ude00 \\n"));
    assertNull(Printable.line(null));
  }
}
