-- The migration is recorded as applied: what it built is no leftover.
DELETE FROM ${own}.index_build WHERE history OPERATOR(pg_catalog.=) ? AND script OPERATOR(pg_catalog.=) ?
