-- From now on a key stands for a run, which holds the lock of the history; what it stood for before
-- and did not end with an answer leads on to it. The parameters are the history, the key and the
-- run's id, and the same again with the digest before the id.
WITH asked AS (
  SELECT
    ?::pg_catalog.text AS history,
    ?::pg_catalog.text AS key,
    ?::pg_catalog.uuid AS run_id
),
before AS (
  SELECT known.run_id, asked.run_id AS next_id
  FROM ${own}.request_key AS known
  JOIN asked ON asked.history OPERATOR(pg_catalog.=) known.history AND asked.key OPERATOR(pg_catalog.=) known.key
  WHERE known.run_id OPERATOR(pg_catalog.<>) asked.run_id
),
run_before AS (
  UPDATE ${own}.run AS run
  SET continued_by = before.next_id
  FROM before
  WHERE run.id OPERATOR(pg_catalog.=) before.run_id AND run.outcome IS NOT NULL
),
request_before AS (
  UPDATE ${own}.request AS request
  SET led_to = before.next_id
  FROM before
  WHERE request.id OPERATOR(pg_catalog.=) before.run_id AND NOT request.ended
)
INSERT INTO ${own}.request_key AS known (history, key, request_digest, run_id)
VALUES (
  ?::pg_catalog.text, ?::pg_catalog.text, ?::pg_catalog.text,
  ?::pg_catalog.uuid
)
ON CONFLICT (history, key) DO UPDATE
SET run_id = EXCLUDED.run_id, answered = false
WHERE known.run_id OPERATOR(pg_catalog.<>) EXCLUDED.run_id
