-- What must be known before Waymark's own schema is made. The parameter is its name, six times.
SELECT
  pg_catalog.current_database() AS database_name,
  current_user AS user_name,
  EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name) AS present,
  -- Nobody has made anything in it.
  NOT EXISTS (
    SELECT FROM pg_catalog.pg_class AS relation
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) relation.relnamespace
    WHERE namespace.nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name
  ) AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_proc AS function
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) function.pronamespace
    WHERE namespace.nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name
  ) AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_type AS type
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) type.typnamespace
    WHERE namespace.nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name
  ) AS vacant,
  ? OPERATOR(pg_catalog.=) ANY (pg_catalog.current_schemas(false)) AS on_search_path,
  -- The usual search_path begins with "$user": to a role of this name the schema would be the
  -- current one, and its Flyway would look there for its history, find none, and begin anew.
  EXISTS (
    SELECT FROM pg_catalog.pg_roles WHERE rolname OPERATOR(pg_catalog.=) ?::pg_catalog.name AND rolcanlogin
  ) AS role_of_same_name
