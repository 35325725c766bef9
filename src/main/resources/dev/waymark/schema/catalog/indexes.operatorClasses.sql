-- Operator classes as the keys of indexes name them, and for which types a key need not.
SELECT
  o.oid AS object,
  CASE WHEN n.nspname <> 'pg_catalog' THEN pg_catalog.quote_ident(n.nspname) || '.' ELSE '' END
    || pg_catalog.quote_ident(o.opcname) AS name,
  o.opcdefault AS "default",
  CASE
    WHEN o.opcdefault
      THEN (
        ARRAY[o.opcintype]
        -- The default for text is that for varchar, too, which has none of its own and is cast to text
        -- without a change (GetDefaultOpClass). Other types that are cast like this are left out.
        || CASE
          WHEN o.opcintype = 'pg_catalog.text'::pg_catalog.regtype
            AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_opclass AS own
              WHERE own.opcmethod = o.opcmethod AND own.opcdefault
                AND own.opcintype = 'pg_catalog.varchar'::pg_catalog.regtype
            )
            AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_cast AS c
              WHERE c.castsource = 'pg_catalog.varchar'::pg_catalog.regtype AND c.oid >= 16384
            )
            THEN ARRAY['pg_catalog.varchar'::pg_catalog.regtype::pg_catalog.oid]
        END
      )::pg_catalog.text
  END AS "defaultFor"
FROM pg_catalog.pg_opclass AS o
JOIN pg_catalog.pg_namespace AS n ON n.oid = o.opcnamespace
