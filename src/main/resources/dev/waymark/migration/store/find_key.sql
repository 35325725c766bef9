SELECT request_digest, run_id FROM ${own}.idempotency_key WHERE key OPERATOR(pg_catalog.=) ?
