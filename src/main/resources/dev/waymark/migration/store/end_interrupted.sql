-- Writes down that earlier runs were interrupted. Only the holder of the history's lock may say so:
-- then none of them can still be running. Answers with them, so that the process that has written it says it.
UPDATE ${own}.run
SET outcome = 'interrupted'
WHERE history OPERATOR(pg_catalog.=) ? AND outcome IS NULL
RETURNING report
