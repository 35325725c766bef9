-- Which of some rights no role has, out of a script's and the current one, by their numbers from 1: a
-- right to be the owner is that of a role or of another one, all others are about an object. Nothing is
-- missing where a role of the script, an owner or an object is not there yet. Not by to_regclass, which
-- fails where the schema may not be used.
SELECT needed.number
FROM ROWS FROM (
  pg_catalog.unnest(?::pg_catalog.text[]),
  pg_catalog.unnest(?::pg_catalog.text[]),
  pg_catalog.unnest(?::pg_catalog.text[])
) WITH ORDINALITY AS needed (kind, holder, other, number)
CROSS JOIN (SELECT ?::pg_catalog.text[] AS names) AS script
CROSS JOIN LATERAL (
  -- Of what is about a role or a schema there is none.
  SELECT (
    SELECT relation.oid
    FROM pg_catalog.pg_class AS relation
    JOIN pg_catalog.pg_namespace AS place ON place.oid OPERATOR(pg_catalog.=) relation.relnamespace
    WHERE ARRAY[place.nspname::pg_catalog.text, relation.relname::pg_catalog.text] OPERATOR(pg_catalog.=) CASE
      WHEN needed.kind OPERATOR(pg_catalog.<>) ALL ('{OWNER, CREATE, CREATE_SCHEMA}'::pg_catalog.text[])
        THEN pg_catalog.parse_ident(needed.holder)
    END
  ) AS relation
) AS about
WHERE NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_roles AS role
    WHERE (
        role.rolname OPERATOR(pg_catalog.=) CURRENT_USER
        OR role.rolname::pg_catalog.text OPERATOR(pg_catalog.=) ANY (script.names)
      )
      AND CASE
        WHEN needed.kind OPERATOR(pg_catalog.=) 'OWNER' THEN EXISTS (
          SELECT
          FROM pg_catalog.pg_roles AS owner
          WHERE owner.rolname::pg_catalog.text OPERATOR(pg_catalog.=) ANY (ARRAY[needed.holder, needed.other])
            AND pg_catalog.pg_has_role(role.oid, owner.oid, 'USAGE')
        )
        WHEN needed.kind OPERATOR(pg_catalog.=) 'CREATE' THEN COALESCE(
          pg_catalog.has_schema_privilege(
            role.oid, pg_catalog.to_regnamespace(needed.holder)::pg_catalog.oid, 'CREATE'
          ),
          true
        )
        WHEN needed.kind OPERATOR(pg_catalog.=) 'CREATE_SCHEMA' THEN
          pg_catalog.has_database_privilege(role.oid, pg_catalog.current_database()::pg_catalog.text, 'CREATE')
        WHEN needed.kind OPERATOR(pg_catalog.=) 'UPDATE' THEN COALESCE(
          pg_catalog.has_any_column_privilege(role.oid, about.relation, 'UPDATE'),
          true
        )
        WHEN needed.kind OPERATOR(pg_catalog.=) 'REFERENCES' THEN COALESCE(
          pg_catalog.has_any_column_privilege(role.oid, about.relation, 'REFERENCES'),
          true
        )
        ELSE COALESCE(
          pg_catalog.has_table_privilege(role.oid, about.relation, needed.kind),
          true
        )
      END
  )
  AND (
    needed.kind OPERATOR(pg_catalog.<>) 'OWNER'
    OR EXISTS (
      SELECT
      FROM pg_catalog.pg_roles AS owner
      WHERE owner.rolname::pg_catalog.text OPERATOR(pg_catalog.=) needed.holder
    )
  )
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.unnest(script.names) AS used (name)
    WHERE NOT EXISTS (
      SELECT FROM pg_catalog.pg_roles AS role WHERE role.rolname::pg_catalog.text OPERATOR(pg_catalog.=) used.name
    )
  )
ORDER BY needed.number
