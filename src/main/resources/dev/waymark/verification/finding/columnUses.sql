-- What stands in the way of another type for a column: PostgreSQL refuses it while a view, rule,
-- policy, trigger, function, publication or generated column reads the column, or it decides the
-- partition; what an index, a constraint or a statistics object says of it may not fit the new type.
-- What reads the column of a partition or child stands in the way of its parent's.
WITH RECURSIVE used (relation, attribute, kind, name) AS (
  -- Views and other rules.
  SELECT d.refobjid, d.refobjsubid,
    CASE
      WHEN r.rulename <> '_RETURN' THEN 'rule'
      WHEN v.relkind = 'm' THEN 'materialized view'
      ELSE 'view'
    END,
    CASE
      WHEN r.rulename <> '_RETURN' THEN pg_catalog.quote_ident(r.rulename) || ' on '
      ELSE ''
    END || v.oid::pg_catalog.regclass::pg_catalog.text
  FROM pg_catalog.pg_depend AS d
  JOIN pg_catalog.pg_rewrite AS r
    ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND r.oid = d.objid
  JOIN pg_catalog.pg_class AS v ON v.oid = r.ev_class
  WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refobjsubid > 0
    -- A view's own rule depends on its columns.
    AND (r.rulename <> '_RETURN' OR d.refobjid <> r.ev_class)
  UNION
  SELECT d.refobjid, d.refobjsubid, 'policy',
    pg_catalog.quote_ident(p.polname) || ' on ' || p.polrelid::pg_catalog.regclass::pg_catalog.text
  FROM pg_catalog.pg_depend AS d
  JOIN pg_catalog.pg_policy AS p
    ON d.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass AND p.oid = d.objid
  WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid > 0
  UNION
  SELECT d.refobjid, d.refobjsubid, 'trigger',
    pg_catalog.quote_ident(t.tgname) || ' on ' || t.tgrelid::pg_catalog.regclass::pg_catalog.text
  FROM pg_catalog.pg_depend AS d
  JOIN pg_catalog.pg_trigger AS t
    ON d.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass AND t.oid = d.objid
  WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refobjsubid > 0
    AND NOT t.tgisinternal
  UNION
  SELECT d.refobjid, d.refobjsubid, 'function',
    d.objid::pg_catalog.regprocedure::pg_catalog.text
  FROM pg_catalog.pg_depend AS d
  WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refobjsubid > 0
  UNION
  SELECT d.refobjid, d.refobjsubid, 'publication', pg_catalog.quote_ident(p.pubname)
  FROM pg_catalog.pg_depend AS d
  JOIN pg_catalog.pg_publication_rel AS r
    ON d.classid = 'pg_catalog.pg_publication_rel'::pg_catalog.regclass AND r.oid = d.objid
  JOIN pg_catalog.pg_publication AS p ON p.oid = r.prpubid
  WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid > 0
  UNION
  -- Up to PostgreSQL 14 a generated column depends on another by itself, later by its expression.
  SELECT d.refobjid, d.refobjsubid, 'generated column', pg_catalog.quote_ident(g.attname)
  FROM pg_catalog.pg_depend AS d
  LEFT JOIN pg_catalog.pg_attrdef AS e
    ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND e.oid = d.objid
  JOIN pg_catalog.pg_attribute AS g
    ON g.attgenerated <> ''
    AND g.attrelid = d.refobjid
    AND g.attnum = CASE
      WHEN d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = d.refobjid
        THEN d.objsubid
      ELSE e.adnum
    END
  WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refobjsubid > 0
    AND g.attnum <> d.refobjsubid
  UNION
  SELECT d.refobjid, d.refobjsubid, 'index', i.indexrelid::pg_catalog.regclass::pg_catalog.text
  FROM pg_catalog.pg_depend AS d
  JOIN pg_catalog.pg_index AS i
    ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND i.indexrelid = d.objid
  WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    AND d.refobjsubid > 0
    AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)
  UNION
  SELECT k.conrelid, a.number, 'constraint', pg_catalog.quote_ident(k.conname)
  FROM pg_catalog.pg_constraint AS k
  CROSS JOIN LATERAL pg_catalog.unnest(k.conkey) AS a (number)
  WHERE k.contype IN ('c', 'f', 'x')
  UNION
  SELECT k.confrelid, a.number, 'constraint',
    pg_catalog.quote_ident(k.conname) || ' on ' || k.conrelid::pg_catalog.regclass::pg_catalog.text
  FROM pg_catalog.pg_constraint AS k
  CROSS JOIN LATERAL pg_catalog.unnest(k.confkey) AS a (number)
  WHERE k.contype = 'f'
  UNION
  SELECT d.refobjid, d.refobjsubid, 'statistics', pg_catalog.quote_ident(s.stxname)
  FROM pg_catalog.pg_depend AS d
  JOIN pg_catalog.pg_statistic_ext AS s
    ON d.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass AND s.oid = d.objid
  WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid > 0
  UNION
  SELECT p.partrelid, a.attnum, 'partition key', p.partrelid::pg_catalog.regclass::pg_catalog.text
  FROM pg_catalog.pg_partitioned_table AS p
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = p.partrelid AND a.attnum > 0
  WHERE a.attnum = ANY (p.partattrs::pg_catalog.int2[])
    OR EXISTS (
      SELECT
      FROM pg_catalog.pg_depend AS d
      WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.objid = p.partrelid
        AND d.objsubid = 0
        AND d.refobjid = p.partrelid
        AND d.refobjsubid = a.attnum
    )
),
uses (relation, name_of_column, kind, name) AS (
  SELECT u.relation, a.attname, u.kind, u.name
  FROM used AS u
  JOIN pg_catalog.pg_attribute AS a ON a.attrelid = u.relation AND a.attnum = u.attribute
  UNION
  SELECT i.inhparent, u.name_of_column, u.kind, u.name
  FROM uses AS u
  JOIN pg_catalog.pg_inherits AS i ON i.inhrelid = u.relation
)
SELECT n.nspname, c.relname, u.name_of_column, u.kind, u.name
FROM uses AS u
JOIN pg_catalog.pg_class AS c ON c.oid = u.relation AND c.relkind IN ('r', 'p', 'f')
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY (:namespaces)
ORDER BY u.kind, u.name
