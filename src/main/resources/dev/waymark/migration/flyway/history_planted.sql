-- What another role has put into the history table that would be executed by whoever reads it or
-- writes to it, with that one's rights. No row if the table is as Flyway makes it. The parameters are
-- its schema and its name.
SELECT pg_catalog.pg_get_userbyid(history.relowner) AS owner, code.at_reading, code.what
FROM pg_catalog.pg_class AS history
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) history.relnamespace
CROSS JOIN LATERAL (
  SELECT true AS at_reading, 'it is no plain table' AS what
  WHERE history.relkind OPERATOR(pg_catalog.<>) 'r' OR history.relhassubclass
  UNION ALL
  SELECT true, 'row level security is switched on'
  WHERE history.relrowsecurity
  UNION ALL
  SELECT false, pg_catalog.format('it has the trigger %I', t.tgname)
  FROM pg_catalog.pg_trigger AS t
  WHERE t.tgrelid OPERATOR(pg_catalog.=) history.oid AND NOT t.tgisinternal
  UNION ALL
  SELECT false, pg_catalog.format('it has the rule %I', r.rulename)
  FROM pg_catalog.pg_rewrite AS r
  WHERE r.ev_class OPERATOR(pg_catalog.=) history.oid
  UNION ALL
  -- now() is Flyway's, unless it is another function of that name.
  SELECT false, pg_catalog.format('its column %I has a default', a.attname)
  FROM pg_catalog.pg_attrdef AS d
  JOIN pg_catalog.pg_attribute AS a
    ON a.attrelid OPERATOR(pg_catalog.=) d.adrelid AND a.attnum OPERATOR(pg_catalog.=) d.adnum
  WHERE d.adrelid OPERATOR(pg_catalog.=) history.oid
    AND (
      pg_catalog.pg_get_expr(d.adbin, d.adrelid) OPERATOR(pg_catalog.<>) 'now()'
      OR EXISTS (
        SELECT
        FROM pg_catalog.pg_depend AS used
        WHERE used.classid OPERATOR(pg_catalog.=) d.tableoid
          AND used.objid OPERATOR(pg_catalog.=) d.oid
          AND used.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass
      )
    )
  UNION ALL
  SELECT false, pg_catalog.format('it has the constraint %I', c.conname)
  FROM pg_catalog.pg_constraint AS c
  WHERE c.conrelid OPERATOR(pg_catalog.=) history.oid AND c.contype OPERATOR(pg_catalog.=) 'c'
  UNION ALL
  SELECT false, 'it has an index over an expression'
  FROM pg_catalog.pg_index AS i
  WHERE i.indrelid OPERATOR(pg_catalog.=) history.oid
    AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
  UNION ALL
  SELECT false, pg_catalog.format('its column %I is of the type %I', a.attname, type.typname)
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_type AS type ON type.oid OPERATOR(pg_catalog.=) a.atttypid
  JOIN pg_catalog.pg_namespace AS made ON made.oid OPERATOR(pg_catalog.=) type.typnamespace
  WHERE a.attrelid OPERATOR(pg_catalog.=) history.oid
    AND a.attnum OPERATOR(pg_catalog.>) 0
    AND NOT a.attisdropped
    AND made.nspname OPERATOR(pg_catalog.<>) 'pg_catalog'
) AS code
WHERE namespace.nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name
  AND history.relname OPERATOR(pg_catalog.=) ?::pg_catalog.name
ORDER BY code.at_reading DESC, code.what
LIMIT 1
