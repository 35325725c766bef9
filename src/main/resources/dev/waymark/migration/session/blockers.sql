-- The holders of the lock that a backend waits for; no row if it does not wait for a lock. Without pg_read_all_stats
-- the sessions of other users show little more than their pid and user. A prepared transaction has no session:
-- pg_blocking_pids says 0 for it, and which one it is shows in the locks that it holds.
WITH waiting AS (
  SELECT activity.pid, pg_catalog.pg_blocking_pids(activity.pid) AS blockers
  FROM pg_catalog.pg_stat_activity AS activity
  WHERE activity.pid OPERATOR(pg_catalog.=) ?::pg_catalog.int4
    AND activity.wait_event_type OPERATOR(pg_catalog.=) 'Lock'
)
SELECT
  blocker.pid,
  blocker.usename AS user_name,
  blocker.application_name,
  blocker.state,
  (
    extract(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) blocker.xact_start)
      OPERATOR(pg_catalog.*) 1000
  )::bigint
    AS transaction_ms,
  CASE
    WHEN blocker.query OPERATOR(pg_catalog.<>) '<insufficient privilege>'
      THEN pg_catalog.left(blocker.query, 200)
  END AS query,
  NULL AS gid,
  blocker.xact_start AS since
FROM waiting
JOIN pg_catalog.pg_stat_activity AS blocker ON blocker.pid OPERATOR(pg_catalog.=) ANY (waiting.blockers)
UNION ALL
SELECT
  NULL,
  prepared.owner,
  NULL,
  'prepared',
  (
    extract(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) prepared.prepared)
      OPERATOR(pg_catalog.*) 1000
  )::bigint,
  NULL,
  prepared.gid,
  prepared.prepared
FROM waiting
JOIN pg_catalog.pg_prepared_xacts AS prepared
  ON EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS wanted
    -- The kind of a lock says which of these it has.
    JOIN pg_catalog.pg_locks AS held
      ON pg_catalog.concat_ws(
          ' ', held.locktype, held.database, held.relation, held.page, held.tuple, held.virtualxid,
          held.transactionid, held.classid, held.objid, held.objsubid
        ) OPERATOR(pg_catalog.=) pg_catalog.concat_ws(
          ' ', wanted.locktype, wanted.database, wanted.relation, wanted.page, wanted.tuple,
          wanted.virtualxid, wanted.transactionid, wanted.classid, wanted.objid, wanted.objsubid
        )
    -- Which modes are in each other's way: docs, "Conflicting Lock Modes".
    JOIN (
      VALUES
        ('AccessShareLock', 'AccessExclusiveLock'),
        ('RowShareLock', 'ExclusiveLock AccessExclusiveLock'),
        ('RowExclusiveLock',
          'ShareLock ShareRowExclusiveLock ExclusiveLock AccessExclusiveLock'),
        ('ShareUpdateExclusiveLock',
          'ShareUpdateExclusiveLock ShareLock ShareRowExclusiveLock ExclusiveLock'
          ' AccessExclusiveLock'),
        ('ShareLock',
          'RowExclusiveLock ShareUpdateExclusiveLock ShareRowExclusiveLock ExclusiveLock'
          ' AccessExclusiveLock'),
        ('ShareRowExclusiveLock',
          'RowExclusiveLock ShareUpdateExclusiveLock ShareLock ShareRowExclusiveLock ExclusiveLock'
          ' AccessExclusiveLock'),
        ('ExclusiveLock',
          'RowShareLock RowExclusiveLock ShareUpdateExclusiveLock ShareLock ShareRowExclusiveLock'
          ' ExclusiveLock AccessExclusiveLock'),
        ('AccessExclusiveLock',
          'AccessShareLock RowShareLock RowExclusiveLock ShareUpdateExclusiveLock ShareLock'
          ' ShareRowExclusiveLock ExclusiveLock AccessExclusiveLock')
    ) AS conflict (mode, with_modes)
      ON conflict.mode OPERATOR(pg_catalog.=) wanted.mode
      AND held.mode OPERATOR(pg_catalog.=) ANY (pg_catalog.string_to_array(conflict.with_modes, ' '))
    WHERE wanted.pid OPERATOR(pg_catalog.=) waiting.pid
      AND NOT wanted.granted
      AND held.granted
      AND held.pid IS NULL
      -- Its virtual transaction is that of the session that prepared it, or none's after a restart;
      -- the lock on its own transaction id says which it is.
      AND EXISTS (
        SELECT
        FROM pg_catalog.pg_locks AS own
        WHERE own.locktype OPERATOR(pg_catalog.=) 'transactionid'
          AND own.granted
          AND own.pid IS NULL
          AND own.virtualtransaction OPERATOR(pg_catalog.=) held.virtualtransaction
          AND own.transactionid OPERATOR(pg_catalog.=) prepared.transaction
      )
  )
WHERE 0 OPERATOR(pg_catalog.=) ANY (waiting.blockers)
ORDER BY since NULLS LAST, pid
