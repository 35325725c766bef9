-- What must be known before Waymark's own schema is made. The parameter is its name, eight times.
SELECT
  pg_catalog.current_database() AS database_name,
  current_user AS user_name,
  EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name) AS present,
  -- Nothing was made in it.
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
  ) AS role_of_same_name,
  -- To which other role it belongs, or something in it, so that what that one has put there would be
  -- executed with the user's rights. None of those is a superuser, a role that the user is a member
  -- of (a superuser counts as a member of every role; up to PostgreSQL 15 a role may make others its
  -- members), or the owner of the database, who could give the schema, unless to a superuser.
  (
    SELECT other.rolname
    FROM (
      SELECT namespace.nspowner AS owner
      FROM pg_catalog.pg_namespace AS namespace
      WHERE namespace.nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name
      UNION
      SELECT relation.relowner
      FROM pg_catalog.pg_class AS relation
      JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) relation.relnamespace
      WHERE namespace.nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name
    ) AS owned
    JOIN pg_catalog.pg_roles AS own ON own.rolname OPERATOR(pg_catalog.=) current_user
    JOIN pg_catalog.pg_roles AS other ON other.oid OPERATOR(pg_catalog.=) owned.owner
    WHERE other.oid OPERATOR(pg_catalog.<>) own.oid
      AND NOT other.rolsuper
      AND (
        own.rolsuper
        OR NOT EXISTS (
          SELECT
          FROM pg_catalog.pg_database
          WHERE datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
            AND datdba OPERATOR(pg_catalog.=) other.oid
        ) AND (
          NOT pg_catalog.pg_has_role(other.oid, 'USAGE')
          OR EXISTS (
            SELECT
            FROM pg_catalog.pg_auth_members AS membership
            WHERE membership.roleid OPERATOR(pg_catalog.=) other.oid
              AND membership.grantor OPERATOR(pg_catalog.=) other.oid
          )
        )
      )
    LIMIT 1
  ) AS other_role
