package dev.waymark.command.service;

/**
 * The line of standard error that is drawn again and again. Other code that prints there takes it
 * away first: it is drawn again soon.
 */
public final class DrawnLine {
  private static final String BEGINNING_OF_LINE = "\r\u001b[K";

  /** Of the process, as its standard error is. */
  private static boolean drawn;

  private DrawnLine() {}

  /** Draws it, over the one before. */
  public static synchronized void draw(String line) {
    System.err.print(BEGINNING_OF_LINE + line);
    System.err.flush();
    drawn = true;
  }

  /** Takes it away, if it is there. */
  public static synchronized void erase() {
    if (drawn) {
      System.err.print(BEGINNING_OF_LINE);
      System.err.flush();
      drawn = false;
    }
  }
}
