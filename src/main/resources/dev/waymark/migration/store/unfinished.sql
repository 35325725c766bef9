-- The run that is bringing the database of a history forward now.
SELECT id, history, operation, target, source_digest, report, outcome, running
FROM ${own}.run_now
WHERE history OPERATOR(pg_catalog.=) ? AND running
ORDER BY started_at DESC
LIMIT 1
