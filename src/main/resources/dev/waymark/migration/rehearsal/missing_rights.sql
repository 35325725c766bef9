-- Which of some rights no role has, out of a script's and the current one, by their numbers from 1: a
-- right to be the owner is that of a role or of another one, all others are about an object, and some about
-- columns of it. Nothing is missing where a role of the script, an owner, an object or a column is not there
-- yet. Not by to_regclass, which fails where the schema may not be used.
SELECT needed.number
FROM ROWS FROM (
  pg_catalog.unnest(?::pg_catalog.text[]),
  pg_catalog.unnest(?::pg_catalog.text[]),
  pg_catalog.unnest(?::pg_catalog.text[])
) WITH ORDINALITY AS needed (kind, holder, other, number)
CROSS JOIN LATERAL (
  SELECT ARRAY(
    SELECT written.name
    FROM ROWS FROM (pg_catalog.unnest(?::pg_catalog.int8[]), pg_catalog.unnest(?::pg_catalog.text[]))
      AS written (number, name)
    WHERE written.number OPERATOR(pg_catalog.=) needed.number
  ) AS names
) AS columns
CROSS JOIN (SELECT ?::pg_catalog.text[] AS names) AS script
CROSS JOIN LATERAL (
  SELECT
  -- Of what is about a role or a schema there is none.
  (
    SELECT relation.oid
    FROM pg_catalog.pg_class AS relation
    JOIN pg_catalog.pg_namespace AS place ON place.oid OPERATOR(pg_catalog.=) relation.relnamespace
    WHERE ARRAY[place.nspname::pg_catalog.text, relation.relname::pg_catalog.text] OPERATOR(pg_catalog.=) CASE
      WHEN needed.kind OPERATOR(pg_catalog.<>) ALL ('{OWNER, CREATE, CREATE_SCHEMA, USAGE, EXECUTE}'::pg_catalog.text[])
        THEN pg_catalog.parse_ident(needed.holder)
    END
  ) AS relation,
  (
    SELECT function.oid
    FROM pg_catalog.pg_proc AS function
    JOIN pg_catalog.pg_namespace AS place ON place.oid OPERATOR(pg_catalog.=) function.pronamespace
    WHERE function.pronargs OPERATOR(pg_catalog.=) 0
      AND ARRAY[place.nspname::pg_catalog.text, function.proname::pg_catalog.text] OPERATOR(pg_catalog.=) CASE
        WHEN needed.kind OPERATOR(pg_catalog.=) 'EXECUTE' THEN pg_catalog.parse_ident(needed.holder)
      END
  ) AS function
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
        WHEN needed.kind OPERATOR(pg_catalog.=) ANY ('{CREATE, USAGE}'::pg_catalog.text[]) THEN COALESCE(
          pg_catalog.has_schema_privilege(
            role.oid, pg_catalog.to_regnamespace(needed.holder)::pg_catalog.oid, needed.kind
          ),
          true
        )
        WHEN needed.kind OPERATOR(pg_catalog.=) 'CREATE_SCHEMA' THEN
          pg_catalog.has_database_privilege(role.oid, pg_catalog.current_database()::pg_catalog.text, 'CREATE')
        WHEN needed.kind OPERATOR(pg_catalog.=) 'EXECUTE' THEN COALESCE(
          pg_catalog.has_function_privilege(role.oid, about.function, 'EXECUTE'),
          true
        )
        WHEN needed.kind OPERATOR(pg_catalog.=) ANY ('{SELECT, INSERT, UPDATE, REFERENCES}'::pg_catalog.text[])
          THEN COALESCE(
            CASE
              WHEN columns.names OPERATOR(pg_catalog.=) '{}'
                THEN pg_catalog.has_any_column_privilege(role.oid, about.relation, needed.kind)
              ELSE NOT EXISTS (
                SELECT
                FROM pg_catalog.pg_attribute AS attribute
                WHERE attribute.attrelid OPERATOR(pg_catalog.=) about.relation
                  AND attribute.attname::pg_catalog.text OPERATOR(pg_catalog.=) ANY (columns.names)
                  AND attribute.attnum OPERATOR(pg_catalog.>) 0
                  AND NOT attribute.attisdropped
                  AND NOT pg_catalog.has_column_privilege(
                    role.oid, about.relation, attribute.attnum, needed.kind
                  )
              )
            END,
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
