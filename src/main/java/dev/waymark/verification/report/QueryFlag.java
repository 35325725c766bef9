package dev.waymark.verification.report;

/** A query parameter that says yes or no. */
public final class QueryFlag {
  private QueryFlag() {}

  /**
   * What it says; no if it is not there.
   *
   * @param name the parameter's
   * @param value null if it is not there
   * @throws InvalidParameter if it is neither {@code true} nor {@code false}
   */
  public static boolean of(String name, String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw new InvalidParameter(name, "true, false");
  }
}
