-- Keeps what is said from now on. The parameters are schema and name of the tracking table, what the
-- database was held against, what is said, and since when. A process that looked before the last change has nothing to
-- say of it.
INSERT INTO ${own}.verification_status AS known (history, expectation, status, since)
VALUES (
  pg_catalog.format('%I.%I', ?::pg_catalog.text, ?::pg_catalog.text),
  ?::pg_catalog.text,
  ?::pg_catalog.text,
  ?::pg_catalog.timestamptz
)
ON CONFLICT (history, expectation) DO UPDATE
SET status = excluded.status, since = excluded.since
WHERE known.status OPERATOR(pg_catalog.<>) excluded.status
  AND known.since OPERATOR(pg_catalog.<) excluded.since
