package dev.waymark.migration.plan.hazard;

/** Rows that are there now do not let a migration through. */
public final class DataRefuses {
  private DataRefuses() {}

  /**
   * The hazard.
   *
   * @param object what needs other rows, qualified
   * @param what what is in the way, as a sentence
   * @param writtenBefore whether an earlier statement may have mended that by then
   */
  public static Hazard of(String object, String what, boolean writtenBefore) {
    return new Hazard(
        Hazard.Code.DATA_REFUSES,
        writtenBefore ? Severity.NOTICE : Severity.BREAKS,
        Basis.DATA,
        object,
        null,
        what
            + (writtenBefore
                ? " An earlier statement writes to the table, and may have mended it by then."
                : ""),
        "Mend the rows first, in a script before this one.");
  }
}
