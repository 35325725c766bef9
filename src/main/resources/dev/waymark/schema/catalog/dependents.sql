-- The relations whose description may name one of these: what is printed of them may be another text
-- although none of their rows has changed. Whatever an expression names is in pg_depend, down to the
-- columns of a row type. One step is enough: what is printed of a dependent changes no other's.
WITH changed AS MATERIALIZED (
  SELECT given.relation FROM pg_catalog.unnest(:objects) AS given (relation)
  UNION ALL
  SELECT i.indexrelid FROM pg_catalog.pg_index AS i WHERE i.indrelid = ANY (:objects)
),
types AS MATERIALIZED (
  SELECT row_type.type
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_type AS t ON t.oid = c.reltype
  CROSS JOIN LATERAL (VALUES (t.oid), (t.typarray)) AS row_type (type)
  WHERE c.oid = ANY (:objects)
),
dependents AS (
  SELECT d.classid, d.objid
  FROM changed
  JOIN pg_catalog.pg_depend AS d
    ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = changed.relation
  UNION ALL
  SELECT d.classid, d.objid
  FROM types
  JOIN pg_catalog.pg_depend AS d
    ON d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.refobjid = types.type
),
relations AS (
  SELECT dependents.objid AS relation
  FROM dependents
  WHERE dependents.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
  UNION ALL
  SELECT expression.adrelid
  FROM dependents
  JOIN pg_catalog.pg_attrdef AS expression ON expression.oid = dependents.objid
  WHERE dependents.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
  UNION ALL
  SELECT k.conrelid
  FROM dependents
  JOIN pg_catalog.pg_constraint AS k ON k.oid = dependents.objid
  WHERE dependents.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
  UNION ALL
  SELECT child.inhrelid
  FROM changed
  JOIN pg_catalog.pg_inherits AS child ON child.inhparent = changed.relation
  UNION ALL
  SELECT k.conrelid FROM pg_catalog.pg_constraint AS k WHERE k.confrelid = ANY (:objects)
)
SELECT DISTINCT COALESCE(i.indrelid, relations.relation) AS relation
FROM relations
LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = relations.relation
