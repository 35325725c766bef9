-- The relations whose description may name one of these: what is printed of them may be another text
-- although none of their rows has changed. Whatever an expression names is in pg_depend, down to the
-- columns of a row type. One step is enough: what is printed of a dependent changes no other's. What is
-- in no account are the relations within a constant, such as an array of regclass, and the types of the
-- arguments that a regprocedure is printed with; nor is any constant of a partition's bound. A relation with one of
-- those is always a dependent, for nothing says of which.
WITH RECURSIVE changed AS MATERIALIZED (
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
-- What types are made of, as far as it may name a relation.
parts (part, type) AS MATERIALIZED (
  SELECT t.typelem, t.oid FROM pg_catalog.pg_type AS t WHERE t.typelem <> 0
  UNION ALL
  SELECT r.rngsubtype, range.type
  FROM pg_catalog.pg_range AS r
  CROSS JOIN LATERAL (VALUES (r.rngtypid), (r.rngmultitypid)) AS range (type)
  UNION ALL
  SELECT a.atttypid, c.reltype
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
  -- Lower numbers are the server's own (FirstNormalObjectId).
  WHERE a.attrelid >= 16384
    AND c.reltype <> 0
    AND (
      a.atttypid >= 16384
      OR a.atttypid = ANY ('{
        regclass, regtype, regprocedure, regoperator, regclass[], regtype[], regprocedure[], regoperator[]
      }'::pg_catalog.regtype[]::pg_catalog.oid[])
    )
),
-- The types whose constants may name a relation, and whether pg_depend says which.
naming (type, recorded) AS (
  SELECT t.oid, t.typname IN ('regclass', 'regtype')
  FROM pg_catalog.pg_type AS t
  WHERE t.oid = ANY ('{regclass,regtype,regprocedure,regoperator}'::pg_catalog.regtype[]::pg_catalog.oid[])
  UNION
  SELECT parts.type, false
  FROM naming
  JOIN parts ON parts.part = naming.type
),
expressions (relation, tree, recorded) AS (
  SELECT d.adrelid, d.adbin::pg_catalog.text, true FROM pg_catalog.pg_attrdef AS d
  UNION ALL
  SELECT k.conrelid, k.conbin::pg_catalog.text, true
  FROM pg_catalog.pg_constraint AS k
  WHERE k.conrelid <> 0 AND k.conbin IS NOT NULL
  UNION ALL
  SELECT i.indrelid, pg_catalog.concat(i.indexprs, i.indpred), true
  FROM pg_catalog.pg_index AS i
  WHERE i.indexprs IS NOT NULL OR i.indpred IS NOT NULL
  UNION ALL
  SELECT p.partrelid, p.partexprs::pg_catalog.text, true
  FROM pg_catalog.pg_partitioned_table AS p
  WHERE p.partexprs IS NOT NULL
  UNION ALL
  SELECT c.oid, c.relpartbound::pg_catalog.text, false
  FROM pg_catalog.pg_class AS c
  WHERE c.relpartbound IS NOT NULL
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
  UNION ALL
  SELECT expressions.relation
  FROM expressions
  WHERE EXISTS (
    SELECT FROM naming
    WHERE NOT (naming.recorded AND expressions.recorded)
      AND pg_catalog.strpos(expressions.tree, ':consttype ' || naming.type || ' ') > 0
  )
)
SELECT DISTINCT COALESCE(i.indrelid, relations.relation) AS relation
FROM relations
LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = relations.relation
