package dev.waymark.migration.session;

/**
 * The session advisory lock that says who brings a history forward. Its two numbers can be found in
 * {@code pg_locks}: {@code classid} spells WAYM, {@code objid} stands for the history.
 *
 * @param history the tracking table, qualified; also keeps runs of one database apart
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">
 *     Advisory locks</a>
 */
public record LockKey(String history) {
  /** The first number: WAYM in ASCII. */
  public static final int CLASS = 0x5741594D;

  /**
   * The first number of the lock that a session holds while it waits for its turn, WAYW in ASCII:
   * where it is gone, so is the process that waited.
   */
  public static final int WAITING_CLASS = 0x57415957;

  /**
   * The first number of the lock that a session holds while its process rehearses, WAYR in ASCII.
   */
  public static final int REHEARSAL_CLASS = 0x57415952;

  /** The first number of the lock that guards it while scripts run: WAYG in ASCII. */
  static final int GUARD = 0x57415947;

  /** The second number of the lock that the session of this request holds while it waits. */
  public static int waitingNumber(String requestId) {
    return requestId.hashCode();
  }

  /** The second number. */
  public int number() {
    return history.hashCode();
  }
}
