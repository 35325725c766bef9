-- Where unqualified names go on this connection, and whether the table exists that Flyway records
-- its work in. The parameters are that table's schema (null: the current one) and its name.
SELECT
  pg_catalog.current_database() AS database_name,
  pg_catalog.current_schema() AS current_schema,
  wanted.schema_name AS tracking_schema,
  EXISTS (
    SELECT
    FROM pg_catalog.pg_class AS tracking
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) tracking.relnamespace
    WHERE namespace.nspname OPERATOR(pg_catalog.=) wanted.schema_name
      AND tracking.relname OPERATOR(pg_catalog.=) wanted.table_name
  ) AS tracking_present
FROM (
  SELECT coalesce(?::pg_catalog.name, pg_catalog.current_schema()) AS schema_name,
    ?::pg_catalog.name AS table_name
) AS wanted
