-- Keeps that the database is, when a run is about to apply something, what is recorded under an id, the
-- last parameter: the documents are copied as they are kept. Answers with a row unless that is
-- forgotten by now.
INSERT INTO ${own}.unrecorded_run
  (history, run_id, history_rank, format, server_version, namespaces, document, identities)
SELECT
  ?::pg_catalog.text,
  ?::pg_catalog.text,
  ?::pg_catalog.int4,
  recorded.format,
  recorded.server_version,
  recorded.namespaces,
  recorded.document,
  recorded.identities
FROM ${own}.recorded_schema AS recorded
WHERE recorded.id OPERATOR(pg_catalog.=) ?::pg_catalog.int8 AND recorded.identities IS NOT NULL
RETURNING run_id
