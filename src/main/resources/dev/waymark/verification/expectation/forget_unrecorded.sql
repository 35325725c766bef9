-- What the run of this history changed is recorded, or was nothing.
DELETE FROM ${own}.unrecorded_run WHERE history OPERATOR(pg_catalog.=) ?::pg_catalog.text
