-- Somebody was told how the run of a key ended.
UPDATE ${own}.request_key
SET answered = true
WHERE history OPERATOR(pg_catalog.=) ?::pg_catalog.text
  AND key OPERATOR(pg_catalog.=) ?::pg_catalog.text
  AND run_id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
