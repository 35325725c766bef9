-- Runs and what waits to be one, newest first, from the one after the given start and id; null
-- begins with the newest. The parameters are the start, the start and the id, and how many.
SELECT id, source_digest, report, running, waiting, started, led_to, continued_by
FROM (
${run_told}
) AS run_told
WHERE (started OR (waiting AND led_to IS NULL))
  AND (
    ?::pg_catalog.timestamptz IS NULL
    OR (started_at, id)
      OPERATOR(pg_catalog.<) (?::pg_catalog.timestamptz, ?::pg_catalog.uuid)
  )
ORDER BY started_at DESC, id DESC
LIMIT ?
