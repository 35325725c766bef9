-- Keeps what is known of a rehearsal that goes on, and says who asked for its end. The parameters
-- are the summary, the document and the id.
UPDATE ${own}.rehearsal
SET summary = ?::pg_catalog.json, document = ?::pg_catalog.json
WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid AND outcome IS NULL
RETURNING cancel_requested_by
