package dev.waymark.schema.comparison;

/** How much an expectation says about a kind of object. */
public enum Mode {
  /** Everything: other objects are unexpected, and what is not stated must be the default. */
  EXACT("exact"),
  /** At least this: other objects, children and attributes do not count. */
  CONTAINS("contains");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /** The word in a contract. */
  public String code() {
    return word;
  }
}
