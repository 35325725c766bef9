package dev.waymark.migration.plan.hazard;

/** A setting that a script has changed is another still when it ends. */
public final class SettingsLeft {
  private SettingsLeft() {}

  /**
   * The hazard.
   *
   * @param name the setting
   * @param before what it was when the script began
   * @param after what it is when the script ends
   */
  public static Hazard of(String name, String before, String after) {
    return new Hazard(
        Hazard.Code.SETTINGS_LEFT,
        Severity.NOTICE,
        Basis.REHEARSAL,
        name,
        null,
        "%s is %s when the script ends, and was %s. Waymark sets it back: later scripts do not have it, where other tools leave it."
            .formatted(name, shown(after), shown(before)),
        "SET LOCAL, which ends with the transaction; and in each script what it needs.");
  }

  private static String shown(String value) {
    return value.isEmpty() ? "empty" : value;
  }
}
