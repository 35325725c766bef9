-- Records a schema and forgets all but the newest; the last parameter says how many are kept. Answers
-- with what is recorded now, as recorded_latest.sql does.
WITH recorded AS (
  INSERT INTO ${own}.recorded_schema (
    recorded_at, run_id, acceptance_id, format, server_version, namespaces, fingerprint, document, identities
  )
  VALUES (
    pg_catalog.now(),
    ?::pg_catalog.text,
    ?::pg_catalog.uuid,
    ?::pg_catalog.int4,
    ?::pg_catalog.int4,
    ?::pg_catalog.text,
    ?::pg_catalog.text,
    ?::pg_catalog.json,
    ?::pg_catalog.json
  )
  RETURNING
    id, recorded_at, run_id, acceptance_id AS accepted_by, format, server_version, namespaces, fingerprint
),
forgotten AS (
  DELETE FROM ${own}.recorded_schema
  WHERE id OPERATOR(pg_catalog.<>) ALL (
    -- The new row is not seen here, so one fewer of the old ones stays.
    SELECT id
    FROM ${own}.recorded_schema
    ORDER BY id DESC
    LIMIT ?::pg_catalog.int8 OPERATOR(pg_catalog.-) 1::pg_catalog.int8
  )
)
SELECT id, recorded_at, run_id, accepted_by, format, server_version, namespaces, fingerprint FROM recorded
