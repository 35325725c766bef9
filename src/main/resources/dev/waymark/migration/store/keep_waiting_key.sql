-- A key stands for a request that waits, unless it stands for something since it was looked for. The
-- parameters are the history, the key, the digest, the request's id, and what it stood for; null
-- for nothing.
INSERT INTO ${own}.request_key AS known (history, key, request_digest, run_id)
VALUES (
  ?::pg_catalog.text, ?::pg_catalog.text, ?::pg_catalog.text,
  ?::pg_catalog.uuid
)
ON CONFLICT (history, key) DO UPDATE
SET run_id = EXCLUDED.run_id, answered = false
WHERE known.run_id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
