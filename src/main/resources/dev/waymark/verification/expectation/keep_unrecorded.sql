-- Keeps what the database is when a run is about to apply something.
INSERT INTO ${own}.unrecorded_run
  (history, run_id, history_rank, format, server_version, namespaces, document, identities)
VALUES (
  ?::pg_catalog.text,
  ?::pg_catalog.text,
  ?::pg_catalog.int4,
  ?::pg_catalog.int4,
  ?::pg_catalog.int4,
  ?::pg_catalog.text,
  ?::pg_catalog.json,
  ?::pg_catalog.json
)
