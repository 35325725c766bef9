-- The first run of a key stays its run.
INSERT INTO ${own}.idempotency_key (key, request_digest, run_id)
VALUES (?, ?, ?::pg_catalog.uuid)
ON CONFLICT (key) DO NOTHING
