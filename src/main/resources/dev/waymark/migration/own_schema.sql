-- What must be known before Waymark's own schema is made. The parameter is its name, three times.
SELECT
  pg_catalog.current_database() AS database_name,
  current_user AS user_name,
  EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name) AS present,
  ? OPERATOR(pg_catalog.=) ANY (pg_catalog.current_schemas(false)) AS on_search_path,
  -- The usual search_path begins with "$user": to a role of this name the schema would be the
  -- current one, and its Flyway would look there for its history, find none, and begin anew.
  EXISTS (
    SELECT FROM pg_catalog.pg_roles WHERE rolname OPERATOR(pg_catalog.=) ?::pg_catalog.name AND rolcanlogin
  ) AS role_of_same_name
