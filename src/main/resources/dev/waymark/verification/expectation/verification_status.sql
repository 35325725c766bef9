-- What was said last, and since when. The parameters are schema and name of the tracking table and what
-- the database was held against.
SELECT known.status, known.since
FROM ${own}.verification_status AS known
WHERE known.history OPERATOR(pg_catalog.=)
    pg_catalog.format('%I.%I', ?::pg_catalog.text, ?::pg_catalog.text)
  AND known.expectation OPERATOR(pg_catalog.=) ?::pg_catalog.text
