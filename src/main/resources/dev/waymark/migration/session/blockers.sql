-- Who a backend waits for; no row if it does not wait for a lock. Without pg_read_all_stats the
-- sessions of other users show little more than their pid and user.
SELECT
  blocker.pid,
  blocker.usename AS user_name,
  blocker.application_name,
  blocker.state,
  (
    extract(epoch FROM pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) blocker.xact_start)
      OPERATOR(pg_catalog.*) 1000
  )::bigint AS transaction_ms,
  CASE
    WHEN blocker.query OPERATOR(pg_catalog.<>) '<insufficient privilege>'
      THEN pg_catalog.left(blocker.query, 200)
  END AS query
FROM pg_catalog.pg_stat_activity AS waiting
JOIN pg_catalog.pg_stat_activity AS blocker
  ON blocker.pid OPERATOR(pg_catalog.=) ANY (pg_catalog.pg_blocking_pids(waiting.pid))
WHERE waiting.pid OPERATOR(pg_catalog.=) ? AND waiting.wait_event_type OPERATOR(pg_catalog.=) 'Lock'
ORDER BY blocker.xact_start NULLS LAST, blocker.pid
