-- The differences that were open when somebody looked last. The parameter is what the database was
-- held against.
SELECT digest, since, kind, namespace, table_name, name
FROM ${own}.open_difference
WHERE expectation OPERATOR(pg_catalog.=) ?::pg_catalog.text
