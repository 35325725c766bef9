-- What the cumulative statistics say of the catalogs: cheap at any size, and moved by every change
-- of a catalog row once its session has reported it. It moves also by temporary tables, which costs
-- a read and loses nothing.
--
-- snapshot: the transactions that are visible and in progress. Nothing that needs a transaction id,
-- and so no change of a catalog, has been committed between two equal snapshots. Exact, and at once.
-- Since when the server runs belongs to it: one that took its place may have lost the last
-- transactions, and gives their numbers to others. So does how far it has replayed: a server that went on
-- after a crash of one of its processes has the same time of its start, and on a standby the snapshot does
-- not list what is in progress, and may be the same after one of those was committed.
-- counters: the row changes counted per catalog, with what would make them start anew: a restart, a
-- crash, a reset. Exact in what they say, but late: a session reports at most once a second and, when
-- it goes idle, up to ten seconds later (PGSTAT_MIN_INTERVAL, PGSTAT_IDLE_INTERVAL in pgstat.c).
-- They are not asked for where the snapshot is the parameter: then nothing was committed since, and
-- summing them up is nine tenths of what this costs.
-- taken_at: when this was, by the clock that also says when a schema was recorded.
-- counting: whether sessions count at all; what a standby replays, nobody counts there.
SELECT
  seen.snapshot,
  CASE
    WHEN seen.snapshot OPERATOR(pg_catalog.=) ?::pg_catalog.text THEN NULL
    ELSE
      pg_catalog.concat_ws(
        ' ',
        pg_catalog.pg_postmaster_start_time(),
        (
          SELECT activity.stats_reset
          FROM pg_catalog.pg_stat_database AS activity
          WHERE activity.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
        ),
        (
          -- The functions behind pg_stat_sys_tables: the view itself looks at every relation there is.
          -- PostgreSQL's own have an oid below 16384 (FirstNormalObjectId), which the index finds.
          SELECT
            pg_catalog.concat_ws(
              ' ',
              pg_catalog.sum(pg_catalog.pg_stat_get_tuples_inserted(catalog.oid)),
              pg_catalog.sum(pg_catalog.pg_stat_get_tuples_updated(catalog.oid)),
              pg_catalog.sum(pg_catalog.pg_stat_get_tuples_deleted(catalog.oid))
            )
          FROM pg_catalog.pg_class AS catalog
          WHERE catalog.oid OPERATOR(pg_catalog.<) 16384
            AND catalog.relkind OPERATOR(pg_catalog.=) 'r'
            AND catalog.relnamespace OPERATOR(pg_catalog.=) 'pg_catalog'::pg_catalog.regnamespace
            -- Written by ANALYZE, by large objects, and by nothing that is part of a schema.
            AND catalog.relname OPERATOR(pg_catalog.<>) ALL (
              '{pg_statistic, pg_statistic_ext_data, pg_largeobject, pg_largeobject_metadata}'::pg_catalog.name[]
            )
        )
      )
  END AS counters,
  pg_catalog.current_setting('track_counts')::pg_catalog.bool
    AND NOT pg_catalog.pg_is_in_recovery() AS counting,
  pg_catalog.clock_timestamp() AS taken_at
FROM (
  SELECT
    pg_catalog.concat_ws(
      ' ',
      pg_catalog.pg_postmaster_start_time(),
      pg_catalog.pg_current_snapshot()::pg_catalog.text,
      pg_catalog.pg_last_wal_replay_lsn()
    ) AS snapshot
) AS seen
