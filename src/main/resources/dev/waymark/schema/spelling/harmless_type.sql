-- Whether the input of a type's constants runs nothing but C: that of an enum, of a base type and
-- of an array of one of these, and that of a domain over one of PostgreSQL's own (of which the checks
-- are not run while a constant is read). Ranges compare with functions of their own; what is within
-- a composite type or an array may be a domain, of which the checks are run at once.
SELECT
  CASE
    WHEN t.typelem <> 0 AND t.typlen = -1 THEN element.typtype IN ('b', 'e')
    WHEN t.typtype = 'd' THEN base.typtype = 'b' AND base.typelem = 0
    ELSE t.typtype IN ('b', 'e')
  END
FROM pg_catalog.pg_type AS t
LEFT JOIN pg_catalog.pg_type AS element ON element.oid = t.typelem
LEFT JOIN pg_catalog.pg_type AS base ON base.oid = t.typbasetype
WHERE t.oid = pg_catalog.to_regtype(CAST(? AS pg_catalog.text))::pg_catalog.oid
