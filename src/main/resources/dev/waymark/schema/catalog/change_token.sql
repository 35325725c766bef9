-- Whether the catalogs can have changed, as cheaply as that can be asked.
--
-- snapshot: the transactions that are visible and in progress. Nothing that needs a transaction id,
-- and so no change of a catalog, has been committed between two equal snapshots. Exact, and at once.
-- Since when the server runs belongs to it: one that took its place may have lost the last
-- transactions, and gives their numbers to others. So does how far it has replayed: a server that went on
-- after a crash of one of its processes has the same time of its start, and on a standby the snapshot does
-- not list what is in progress, and may be the same after one of those was committed.
-- counters: what the statistics count, where that is asked for.
-- counting: whether sessions count at all; what a standby replays is not counted there.
-- taken_at: when this was, by the clock that also says when a schema was recorded.
SELECT
  pg_catalog.concat_ws(
    ' ',
    pg_catalog.pg_postmaster_start_time(),
    pg_catalog.pg_current_snapshot()::pg_catalog.text,
    pg_catalog.pg_last_wal_replay_lsn()
  ) AS snapshot,
  (${counters}) AS counters,
  pg_catalog.current_setting('track_counts')::pg_catalog.bool
    AND NOT pg_catalog.pg_is_in_recovery() AS counting,
  pg_catalog.clock_timestamp() AS taken_at
