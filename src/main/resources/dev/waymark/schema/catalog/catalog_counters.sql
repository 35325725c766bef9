-- What the cumulative statistics say of the catalogs: cheap at any size, and moved by every change
-- of a catalog row once its session has reported it. It moves also by temporary tables, which costs
-- a read and loses nothing.
--
-- The row changes counted per catalog, with what would make them start anew: a restart, a crash, a
-- reset. Exact in what they say, but late: a session reports at most once a second and, when it goes
-- idle, up to ten seconds later (PGSTAT_MIN_INTERVAL, PGSTAT_IDLE_INTERVAL in pgstat.c). To plan and to
-- sum this up is nine tenths of a token, so it is not asked for where a snapshot says enough.
SELECT
  pg_catalog.concat_ws(
    ' ',
    pg_catalog.pg_postmaster_start_time(),
    (
      SELECT activity.stats_reset
      FROM pg_catalog.pg_stat_database AS activity
      WHERE activity.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
    ),
    -- The functions behind pg_stat_sys_tables: the view itself looks at every relation there is.
    pg_catalog.sum(pg_catalog.pg_stat_get_tuples_inserted(catalog.oid)),
    pg_catalog.sum(pg_catalog.pg_stat_get_tuples_updated(catalog.oid)),
    pg_catalog.sum(pg_catalog.pg_stat_get_tuples_deleted(catalog.oid))
  )
FROM pg_catalog.pg_class AS catalog
-- PostgreSQL's own have an oid below 16384 (FirstNormalObjectId), which the index finds.
WHERE catalog.oid OPERATOR(pg_catalog.<) 16384
  AND catalog.relkind OPERATOR(pg_catalog.=) 'r'
  AND catalog.relnamespace OPERATOR(pg_catalog.=) 'pg_catalog'::pg_catalog.regnamespace
  -- Written by ANALYZE, by large objects, and by nothing that is part of a schema.
  AND catalog.relname OPERATOR(pg_catalog.<>) ALL (
    '{pg_statistic, pg_statistic_ext_data, pg_largeobject, pg_largeobject_metadata}'::pg_catalog.name[]
  )
