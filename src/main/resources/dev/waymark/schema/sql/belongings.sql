-- Rows of the catalogs that are no object of their own, and those that came with another one: whatever
-- depends on them depends on the object that they belong to.
SELECT d.classid AS catalog, d.objid AS object, d.refclassid AS "ownerCatalog", d.refobjid AS owner
FROM pg_catalog.pg_depend AS d
WHERE d.deptype = 'e'
UNION ALL
-- The row types of tables and views.
SELECT t.tableoid, t.oid, c.tableoid, c.oid
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid AND c.relkind <> 'c'
WHERE t.oid >= 16384
UNION ALL
-- The other way around for composite types: their columns are those of a relation.
SELECT c.tableoid, c.oid, t.tableoid, t.oid
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid AND c.relkind = 'c'
WHERE t.oid >= 16384
UNION ALL
SELECT element.tableoid, element.typarray, element.tableoid, element.oid
FROM pg_catalog.pg_type AS element
WHERE element.typarray >= 16384
UNION ALL
SELECT t.tableoid, r.rngmultitypid, t.tableoid, t.oid
FROM pg_catalog.pg_range AS r
JOIN pg_catalog.pg_type AS t ON t.oid = r.rngtypid
WHERE t.oid >= 16384
UNION ALL
-- The constructors of a range type, and its cast.
SELECT d.classid, d.objid, d.refclassid, d.refobjid
FROM pg_catalog.pg_depend AS d
WHERE d.deptype = 'i'
  AND d.classid IN ('pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_cast'::pg_catalog.regclass)
  AND d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass
UNION ALL
SELECT w.tableoid, w.oid, 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid, w.ev_class
FROM pg_catalog.pg_rewrite AS w
WHERE w.oid >= 16384 AND w.rulename = '_RETURN'
UNION ALL
SELECT f.tableoid, f.oid, 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid, f.adrelid
FROM pg_catalog.pg_attrdef AS f
WHERE f.oid >= 16384
UNION ALL
-- Checks of domains, and NOT NULL of tables (PostgreSQL 18). All other constraints are objects.
SELECT
  k.tableoid, k.oid,
  CASE
    WHEN k.contypid <> 0 THEN 'pg_catalog.pg_type'::pg_catalog.regclass::pg_catalog.oid
    ELSE 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid
  END,
  CASE WHEN k.contypid <> 0 THEN k.contypid ELSE k.conrelid END
FROM pg_catalog.pg_constraint AS k
WHERE k.oid >= 16384 AND (k.contypid <> 0 OR k.contype = 'n')
UNION ALL
-- Members of an operator class, or of a family alone.
SELECT d.classid, d.objid, d.refclassid, d.refobjid
FROM pg_catalog.pg_depend AS d
WHERE d.classid IN ('pg_catalog.pg_amop'::pg_catalog.regclass, 'pg_catalog.pg_amproc'::pg_catalog.regclass)
  AND (
    d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass AND d.deptype = 'i'
    OR d.refclassid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass AND d.deptype = 'a'
  )
UNION ALL
-- Tables and schemas of publications.
SELECT d.classid, d.objid, d.refclassid, d.refobjid
FROM pg_catalog.pg_depend AS d
WHERE d.refclassid = 'pg_catalog.pg_publication'::pg_catalog.regclass AND d.deptype = 'a'
