package dev.waymark.migration.observation;

/**
 * A lock that a session of the live database holds right now, in a transaction that has been open
 * for long.
 *
 * @param relation the table, qualified and quoted where PostgreSQL wants quotes
 * @param mode the lock's
 * @param pid of the session
 * @param user who it is; null where that may not be seen
 * @param application what it calls itself; may be empty, null where that may not be seen
 * @param transactionMs how long its transaction has been open
 */
public record OpenTransaction(
    String relation, LockMode mode, int pid, String user, String application, long transactionMs) {}
