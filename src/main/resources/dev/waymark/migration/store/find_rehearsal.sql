-- One rehearsal.
SELECT document, running
FROM (
${rehearsal_now}
) AS rehearsal_now
WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
