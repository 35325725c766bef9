-- What was recorded after a run and what was recorded before it, each as its document; no row if the run
-- recorded nothing, or that is forgotten. The parameter is the run.
SELECT
  recorded.document::pg_catalog.text AS document,
  recorded.identities::pg_catalog.text AS identities,
  before.document::pg_catalog.text AS document_before,
  before.identities::pg_catalog.text AS identities_before,
  -- What was written by another version, or for other namespaces, differs by that as well.
  coalesce(
    before.format OPERATOR(pg_catalog.=) recorded.format
    AND before.server_version OPERATOR(pg_catalog.=) recorded.server_version
    AND before.namespaces OPERATOR(pg_catalog.=) recorded.namespaces,
    false
  ) AS comparable,
  recorded.format
FROM ${own}.recorded_schema AS recorded
LEFT JOIN LATERAL (
  SELECT document, identities, format, server_version, namespaces
  FROM ${own}.recorded_schema AS earlier
  WHERE earlier.id OPERATOR(pg_catalog.<) recorded.id
  ORDER BY earlier.id DESC
  LIMIT 1
) AS before ON true
WHERE recorded.run_id OPERATOR(pg_catalog.=) ?::pg_catalog.text
  AND recorded.acceptance_id IS NULL
ORDER BY recorded.id
LIMIT 1
