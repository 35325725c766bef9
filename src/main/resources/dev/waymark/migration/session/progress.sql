-- How far a backend's command is, in PostgreSQL's own count; no row for a command that it does not
-- count. The parameter is the pid.
SELECT command, phase, done, total
FROM (
  SELECT
    pid,
    command,
    phase,
    CASE
      WHEN phase OPERATOR(pg_catalog.~~) 'waiting%' THEN lockers_done
      WHEN tuples_total OPERATOR(pg_catalog.>) 0 THEN tuples_done
      ELSE blocks_done
    END AS done,
    CASE
      WHEN phase OPERATOR(pg_catalog.~~) 'waiting%' THEN lockers_total
      WHEN tuples_total OPERATOR(pg_catalog.>) 0 THEN tuples_total
      ELSE blocks_total
    END AS total
  FROM pg_catalog.pg_stat_progress_create_index
  UNION ALL
  SELECT pid, 'VACUUM', phase, heap_blks_scanned, heap_blks_total
  FROM pg_catalog.pg_stat_progress_vacuum
  UNION ALL
  SELECT pid, command, phase, heap_blks_scanned, heap_blks_total
  FROM pg_catalog.pg_stat_progress_cluster
  UNION ALL
  SELECT
    pid,
    command,
    'copying',
    CASE WHEN bytes_total OPERATOR(pg_catalog.>) 0 THEN bytes_processed ELSE tuples_processed END,
    CASE WHEN bytes_total OPERATOR(pg_catalog.>) 0 THEN bytes_total END
  FROM pg_catalog.pg_stat_progress_copy
  UNION ALL
  SELECT pid, 'ANALYZE', phase, sample_blks_scanned, sample_blks_total
  FROM pg_catalog.pg_stat_progress_analyze
) AS progress
WHERE pid OPERATOR(pg_catalog.=) ?
