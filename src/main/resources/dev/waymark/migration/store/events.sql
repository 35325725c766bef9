-- Events of a run after the given number, in order. The parameters are the id, the number and how
-- many.
SELECT sequence, at, type, data
FROM ${own}.run_event
WHERE run_id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid AND sequence OPERATOR(pg_catalog.>) ?
ORDER BY sequence
LIMIT ?
