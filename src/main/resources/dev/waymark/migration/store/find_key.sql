-- What a client's key stands for in a history.
SELECT request_digest, run_id, answered
FROM ${own}.request_key
WHERE history OPERATOR(pg_catalog.=) ?::pg_catalog.text AND key OPERATOR(pg_catalog.=) ?::pg_catalog.text
