-- Asks the process that rehearses this to end it. The first request counts; what has ended takes
-- none. The parameters are who asks and the id.
UPDATE ${own}.rehearsal
SET cancel_requested_by = coalesce(cancel_requested_by, ?::pg_catalog.json)
WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid AND outcome IS NULL
RETURNING id
