-- Keeps who accepted what, when and why, and forgets all but the newest; the last parameter says how
-- many are kept.
WITH kept AS (
  INSERT INTO ${own}.acceptance (id, accepted_at, report)
  VALUES (?::pg_catalog.uuid, ?::pg_catalog.timestamptz, ?::pg_catalog.jsonb)
)
DELETE FROM ${own}.acceptance
WHERE id OPERATOR(pg_catalog.<>) ALL (
  -- The new row is not seen here, so one fewer of the old ones stays.
  SELECT id
  FROM ${own}.acceptance
  ORDER BY accepted_at DESC, id DESC
  LIMIT ?::pg_catalog.int8 OPERATOR(pg_catalog.-) 1::pg_catalog.int8
)
