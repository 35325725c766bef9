-- The run that is bringing the database of a history forward now.
SELECT
  id, source_digest, report, running, false AS waiting, true AS started, NULL AS led_to,
  continued_by
FROM (
${run_now}
) AS run_now
WHERE history OPERATOR(pg_catalog.=) ?::pg_catalog.text AND running
ORDER BY started_at DESC
LIMIT 1
