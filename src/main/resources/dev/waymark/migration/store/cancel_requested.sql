-- Who asked for a run, or for what waits to be one, to be cancelled. The parameter is the id, twice.
SELECT cancel_requested_by FROM ${own}.run WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
UNION ALL
SELECT cancel_requested_by FROM ${own}.request WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
