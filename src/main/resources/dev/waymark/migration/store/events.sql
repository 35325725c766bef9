-- Events of a run after the given number, in order. The parameters are the id, the number and how
-- many.
SELECT sequence, at, type, data
FROM ${own}.run_event
WHERE run_id = ?::pg_catalog.uuid AND sequence > ?
ORDER BY sequence
LIMIT ?
