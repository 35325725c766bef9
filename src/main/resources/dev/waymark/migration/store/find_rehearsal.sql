-- One rehearsal.
SELECT document, running
FROM ${own}.rehearsal_now
WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
