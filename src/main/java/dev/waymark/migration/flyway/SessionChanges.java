package dev.waymark.migration.flyway;

/**
 * Counts what may make an answer of the session another one, for this thread, which a run has one
 * of. Flyway asks the same between any two of its steps; as long as nothing was done since, the
 * answer is the one before.
 */
final class SessionChanges {
  private static final ThreadLocal<SessionChanges> OF_THREAD =
      ThreadLocal.withInitial(SessionChanges::new);

  private int bySomebody;
  private int ofObjects;

  private SessionChanges() {}

  /** How often somebody's statements may have changed the role, a setting, or an object. */
  static int bySomebody() {
    return OF_THREAD.get().bySomebody;
  }

  /** How often an object may have appeared or vanished. */
  static int ofObjects() {
    return OF_THREAD.get().ofObjects;
  }

  /** Somebody's statements are executed, or statements that may fire somebody's triggers. */
  static void somebody() {
    OF_THREAD.get().bySomebody++;
    objects();
  }

  /** Flyway has made something, or others could until now. */
  static void objects() {
    OF_THREAD.get().ofObjects++;
  }
}
