-- What depends on what, as far as neither is PostgreSQL's own (FirstNormalObjectId, 16384). The part of
-- an object that needs the other is named where it can be written later than the object itself, which
-- opens circles.
SELECT
  d.classid AS catalog,
  d.objid AS object,
  CASE
    WHEN d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass THEN 'default ' || a.attname
    WHEN d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND k.contypid <> 0 THEN 'check ' || k.conname
    WHEN d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND w.rulename = '_RETURN' THEN 'query'
    WHEN d.classid IN ('pg_catalog.pg_amop'::pg_catalog.regclass, 'pg_catalog.pg_amproc'::pg_catalog.regclass)
      THEN 'members'
    WHEN d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.relkind = 'S' AND d.refobjsubid > 0
      THEN 'owned'
    WHEN d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.relkind IN ('i', 'I') AND d.deptype = 'P'
      THEN 'attach'
    WHEN d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      AND d.refclassid NOT IN (
        'pg_catalog.pg_type'::pg_catalog.regclass,
        'pg_catalog.pg_language'::pg_catalog.regclass,
        'pg_catalog.pg_namespace'::pg_catalog.regclass
      )
      THEN 'body'
    WHEN d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
      AND d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
      THEN 'default'
    ELSE ''
  END AS part,
  d.refclassid AS "referencedCatalog",
  d.refobjid AS "referencedObject"
FROM pg_catalog.pg_depend AS d
LEFT JOIN pg_catalog.pg_attrdef AS f
  ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND f.oid = d.objid
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
LEFT JOIN pg_catalog.pg_constraint AS k
  ON d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND k.oid = d.objid
LEFT JOIN pg_catalog.pg_rewrite AS w
  ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND w.oid = d.objid
LEFT JOIN pg_catalog.pg_class AS c
  ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = d.objid
WHERE d.objid >= 16384 AND d.refobjid >= 16384
  -- That it is a member of an extension is in belongings.sql.
  AND d.deptype <> 'e'
  -- Every view is named by its query; one that selects from itself is, with a column.
  AND (
    d.refclassid <> 'pg_catalog.pg_class'::pg_catalog.regclass
    OR d.refobjid IS DISTINCT FROM w.ev_class
    OR d.refobjsubid > 0
    OR w.rulename <> '_RETURN'
  )
