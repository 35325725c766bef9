-- One run.
SELECT id, history, operation, target, source_digest, report, outcome, running
FROM ${own}.run_now
WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
