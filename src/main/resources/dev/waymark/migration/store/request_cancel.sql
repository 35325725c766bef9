-- Asks the process that runs this run, or waits to run it, to cancel it. The first request counts; what has
-- ended takes none. The parameters are who asks and the id, twice.
WITH waiting AS (
  UPDATE ${own}.request
  SET cancel_requested_by = coalesce(cancel_requested_by, ?::pg_catalog.jsonb)
  WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid AND NOT ended
  RETURNING id
),
running AS (
  UPDATE ${own}.run
  SET cancel_requested_by = coalesce(cancel_requested_by, ?::pg_catalog.jsonb)
  WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid AND outcome IS NULL
  RETURNING id
)
SELECT id FROM waiting
UNION ALL
SELECT id FROM running
