-- The schema recorded last. Only a session that holds the lock of the table may take it for that of the row that
-- another statement reads.
SELECT document::pg_catalog.text FROM ${own}.recorded_schema ORDER BY id DESC LIMIT 1
