-- Where the history table is, or would be. The parameters are its schema (null: the connection's
-- current schema, which is where Flyway puts it then) and its name.
SELECT
  pg_catalog.current_database() AS database_name,
  current_user AS user_name,
  wanted.schema_name,
  EXISTS (
    SELECT
    FROM pg_catalog.pg_class AS history
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) history.relnamespace
    WHERE namespace.nspname OPERATOR(pg_catalog.=) wanted.schema_name
      AND history.relname OPERATOR(pg_catalog.=) wanted.table_name
      AND pg_catalog.strpos('rpvf', history.relkind::pg_catalog.text) OPERATOR(pg_catalog.>) 0
  ) AS table_exists,
  -- Whether it is a plain table: what a view, a foreign table or a policy shows may depend on more
  -- than what is committed here.
  EXISTS (
    SELECT
    FROM pg_catalog.pg_class AS history
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) history.relnamespace
    WHERE namespace.nspname OPERATOR(pg_catalog.=) wanted.schema_name
      AND history.relname OPERATOR(pg_catalog.=) wanted.table_name
      AND history.relkind OPERATOR(pg_catalog.=) 'r'
      AND NOT history.relrowsecurity
      AND NOT history.relhassubclass
  ) AS stored,
  -- The privilege to create the table, or else the schema with the table in it. No schema at all
  -- is for PostgreSQL to tell.
  coalesce(
    (
      SELECT pg_catalog.has_schema_privilege(namespace.oid, 'CREATE')
      FROM pg_catalog.pg_namespace AS namespace
      WHERE namespace.nspname OPERATOR(pg_catalog.=) wanted.schema_name
    ),
    pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
  ) AS may_create,
  -- Whether the table belongs to a role that is neither the user nor a superuser nor one that the
  -- user is a member of (a superuser counts as a member of every role; up to PostgreSQL 15 a role
  -- may make others its members): what it has put into the table is then asked for with
  -- planted.sql, which would be dear in each question.
  EXISTS (
    SELECT
    FROM pg_catalog.pg_class AS history
    JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) history.relnamespace
    JOIN pg_catalog.pg_roles AS own ON own.rolname OPERATOR(pg_catalog.=) current_user
    JOIN pg_catalog.pg_roles AS other ON other.oid OPERATOR(pg_catalog.=) history.relowner
    WHERE namespace.nspname OPERATOR(pg_catalog.=) wanted.schema_name
      AND history.relname OPERATOR(pg_catalog.=) wanted.table_name
      AND other.oid OPERATOR(pg_catalog.<>) own.oid
      AND NOT other.rolsuper
      AND (
        own.rolsuper
        OR NOT pg_catalog.pg_has_role(other.oid, 'USAGE')
        OR EXISTS (
          SELECT
          FROM pg_catalog.pg_auth_members AS membership
          WHERE membership.roleid OPERATOR(pg_catalog.=) other.oid
            AND membership.grantor OPERATOR(pg_catalog.=) other.oid
        )
      )
  ) AS of_another_role
FROM (
  SELECT coalesce(?::pg_catalog.name, pg_catalog.current_schema()) AS schema_name,
    ?::pg_catalog.name AS table_name
) AS wanted
