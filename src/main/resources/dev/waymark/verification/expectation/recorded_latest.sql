-- The schema recorded last, without the document, which may be large and is often known already.
SELECT id, recorded_at, run_id, format, server_version, namespaces, fingerprint
FROM ${own}.recorded_schema
ORDER BY id DESC
LIMIT 1
