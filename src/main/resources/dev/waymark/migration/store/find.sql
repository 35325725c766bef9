-- One run, or a request that waits to be one or was answered by another.
SELECT id, source_digest, report, running, waiting, started, led_to, continued_by
FROM (
${run_told}
) AS run_told
WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
