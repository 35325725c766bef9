-- The schema recorded last, without the document, which may be large and is often known already.
SELECT last.*
-- Before Waymark's own schema is brought up to date there is no acceptance_id.
FROM (SELECT NULL::pg_catalog.uuid AS acceptance_id) AS assumed
CROSS JOIN LATERAL (
  SELECT
    id, recorded_at, run_id, acceptance_id AS accepted_by, format, server_version, namespaces, fingerprint
  FROM ${own}.recorded_schema
  ORDER BY id DESC
  LIMIT 1
) AS last
