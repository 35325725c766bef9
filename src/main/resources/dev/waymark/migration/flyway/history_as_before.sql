-- What history_table.sql finds, if the history is still in the schema of the first parameter, and no
-- other role's. Otherwise it fails (division by zero, 22012), and what is sent behind it is not executed:
-- reading the history may execute what somebody has put in its place.
SELECT
  found.*,
  1 OPERATOR(pg_catalog./) CASE
    WHEN found.table_exists
      AND NOT found.of_another_role
      AND found.schema_name OPERATOR(pg_catalog.=) ?::pg_catalog.name
    THEN 1
    ELSE 0
  END AS as_before
FROM (
${found}
) AS found
