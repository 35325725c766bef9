-- Claims to say which differences are open: one row for the process that may, with what was said before. None
-- where the same was said already, or what was seen is older than what was said; and none from beside
-- a run, or from before its end, because what it has done may not be recorded yet. The parameters are
-- schema and name of the tracking table, what the database was held against, the differences, when
-- they were seen, and whether the run itself has seen them.
WITH seen AS (
  SELECT
    -- As a run writes it down.
    pg_catalog.format('%I.%I', ?::pg_catalog.text, ?::pg_catalog.text) AS history,
    ?::pg_catalog.text AS expectation,
    ?::pg_catalog.text[] AS differences,
    ?::pg_catalog.timestamptz AS at,
    ?::pg_catalog.bool AS by_run
)
INSERT INTO ${own}.said_drift AS said
  (history, expectation, differences, differences_before, seen_at)
SELECT seen.history, seen.expectation, seen.differences, '{}'::pg_catalog.text[], seen.at
FROM seen
WHERE seen.by_run OR NOT EXISTS (
  SELECT
  FROM ${own}.run_now AS run
  WHERE run.history OPERATOR(pg_catalog.=) seen.history
    AND (run.running OR run.finished_at OPERATOR(pg_catalog.>=) seen.at)
)
ON CONFLICT (history, expectation) DO UPDATE
SET
  differences_before = said.differences,
  differences = excluded.differences,
  seen_at = excluded.seen_at
WHERE said.seen_at OPERATOR(pg_catalog.<=) excluded.seen_at
  AND said.differences OPERATOR(pg_catalog.<>) excluded.differences
RETURNING said.differences_before
