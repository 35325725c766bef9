-- What another role has put into tables that would be executed by a role that reads them or writes to them, with its
-- rights. No row if they are as Flyway and Waymark make them. The parameters are their schema, and the name of one of
-- them, twice; null for all of Waymark's.
SELECT planted.relname AS relation, pg_catalog.pg_get_userbyid(planted.relowner) AS owner, code.at_reading, code.what
FROM pg_catalog.pg_class AS planted
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) planted.relnamespace
CROSS JOIN LATERAL (
  SELECT true AS at_reading, 'it is no plain table' AS what
  WHERE planted.relkind OPERATOR(pg_catalog.<>) 'r' OR planted.relhassubclass OR planted.relispartition
  UNION ALL
  SELECT true, 'row level security is switched on'
  WHERE planted.relrowsecurity
  UNION ALL
  SELECT false, pg_catalog.format('it has the trigger %I', t.tgname)
  FROM pg_catalog.pg_trigger AS t
  WHERE t.tgrelid OPERATOR(pg_catalog.=) planted.oid AND NOT t.tgisinternal
  UNION ALL
  SELECT false, pg_catalog.format('it has the rule %I', r.rulename)
  FROM pg_catalog.pg_rewrite AS r
  WHERE r.ev_class OPERATOR(pg_catalog.=) planted.oid
  UNION ALL
  -- now() is Flyway's, unless it is another function of that name.
  SELECT false, pg_catalog.format('its column %I has a default', a.attname)
  FROM pg_catalog.pg_attrdef AS d
  JOIN pg_catalog.pg_attribute AS a
    ON a.attrelid OPERATOR(pg_catalog.=) d.adrelid AND a.attnum OPERATOR(pg_catalog.=) d.adnum
  WHERE d.adrelid OPERATOR(pg_catalog.=) planted.oid
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
  -- From here on it is what plans or compares: reading may be enough.
  SELECT true, pg_catalog.format('it has the constraint %I', c.conname)
  FROM pg_catalog.pg_constraint AS c
  WHERE c.conrelid OPERATOR(pg_catalog.=) planted.oid AND c.contype OPERATOR(pg_catalog.=) 'c'
  UNION ALL
  SELECT true, 'it has an index over an expression'
  FROM pg_catalog.pg_index AS i
  WHERE i.indrelid OPERATOR(pg_catalog.=) planted.oid
    AND (
      i.indexprs IS NOT NULL
      -- Waymark's own is over the rows in which something is null.
      OR i.indpred IS NOT NULL AND EXISTS (
        SELECT
        FROM pg_catalog.pg_depend AS used
        WHERE used.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
          AND used.objid OPERATOR(pg_catalog.=) i.indexrelid
          AND used.refclassid OPERATOR(pg_catalog.=) ANY (ARRAY[
            'pg_catalog.pg_proc', 'pg_catalog.pg_operator', 'pg_catalog.pg_type', 'pg_catalog.pg_cast'
          ]::pg_catalog.regclass[])
      )
    )
  UNION ALL
  SELECT true, 'it has statistics over an expression'
  FROM pg_catalog.pg_statistic_ext AS s
  WHERE s.stxrelid OPERATOR(pg_catalog.=) planted.oid AND s.stxexprs IS NOT NULL
  UNION ALL
  SELECT true, pg_catalog.format('its column %I is of the type %I', a.attname, type.typname)
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_type AS type ON type.oid OPERATOR(pg_catalog.=) a.atttypid
  JOIN pg_catalog.pg_namespace AS made ON made.oid OPERATOR(pg_catalog.=) type.typnamespace
  WHERE a.attrelid OPERATOR(pg_catalog.=) planted.oid
    AND a.attnum OPERATOR(pg_catalog.>) 0
    AND NOT a.attisdropped
    AND made.nspname OPERATOR(pg_catalog.<>) 'pg_catalog'
) AS code
WHERE namespace.nspname OPERATOR(pg_catalog.=) ?::pg_catalog.name
  AND (?::pg_catalog.name IS NULL OR planted.relname OPERATOR(pg_catalog.=) ?::pg_catalog.name)
  -- What belongs to a table, and a type: no statement reads them.
  AND planted.relkind OPERATOR(pg_catalog.<>) ALL ('{i,I,S,t,c}')
  -- Nor Waymark's own views, by a role that only reads.
  AND NOT (
    planted.relkind OPERATOR(pg_catalog.=) 'v'
    AND planted.relname OPERATOR(pg_catalog.=) ANY ('{run_now,run_told,rehearsal_now}')
  )
ORDER BY code.at_reading DESC, code.what
LIMIT 1
