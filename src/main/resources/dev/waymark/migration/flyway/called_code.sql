-- Code of the users' that a query may come to execute, with the word in the query that leads there;
-- none where no word does: casts and how values are compared. Functions of extensions are judged by
-- their names.
WITH own AS (
  SELECT routine.oid, routine.proname, pg_catalog.pg_get_functiondef(routine.oid) AS code
  FROM pg_catalog.pg_proc AS routine
  WHERE routine.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
    AND routine.prokind OPERATOR(pg_catalog.=) ANY ('{f,p,w}'::pg_catalog."char"[])
    AND NOT EXISTS (
      SELECT
      FROM pg_catalog.pg_depend AS member
      WHERE member.classid OPERATOR(pg_catalog.=) routine.tableoid
        AND member.objid OPERATOR(pg_catalog.=) routine.oid
        AND member.deptype OPERATOR(pg_catalog.=) 'e'
    )
)
SELECT own.proname::pg_catalog.text AS word, own.code
FROM own
UNION ALL
SELECT operator.oprname::pg_catalog.text, own.code
FROM pg_catalog.pg_operator AS operator
JOIN own ON own.oid OPERATOR(pg_catalog.=) operator.oprcode::pg_catalog.oid
UNION ALL
SELECT aggregate.proname::pg_catalog.text, own.code
FROM pg_catalog.pg_aggregate AS parts
JOIN pg_catalog.pg_proc AS aggregate ON aggregate.oid OPERATOR(pg_catalog.=) parts.aggfnoid::pg_catalog.oid
JOIN own ON own.oid OPERATOR(pg_catalog.=) parts.aggtransfn::pg_catalog.oid
  OR own.oid OPERATOR(pg_catalog.=) parts.aggfinalfn::pg_catalog.oid
UNION ALL
SELECT domain.typname::pg_catalog.text, 'SELECT ' OPERATOR(pg_catalog.||) pg_catalog.pg_get_expr(condition.conbin, 0)
FROM pg_catalog.pg_constraint AS condition
JOIN pg_catalog.pg_type AS domain ON domain.oid OPERATOR(pg_catalog.=) condition.contypid
WHERE condition.contype OPERATOR(pg_catalog.=) 'c'
  AND condition.conbin IS NOT NULL
UNION ALL
SELECT derived.typname::pg_catalog.text, 'SELECT 1::' OPERATOR(pg_catalog.||) pg_catalog.quote_ident(base.typname)
FROM pg_catalog.pg_type AS derived
JOIN pg_catalog.pg_type AS base ON base.oid OPERATOR(pg_catalog.=) derived.typbasetype
WHERE base.typtype OPERATOR(pg_catalog.=) 'd'
UNION ALL
SELECT composite.typname::pg_catalog.text, 'SELECT 1::' OPERATOR(pg_catalog.||) pg_catalog.quote_ident(part.typname)
FROM pg_catalog.pg_type AS composite
JOIN pg_catalog.pg_attribute AS field ON field.attrelid OPERATOR(pg_catalog.=) composite.typrelid
JOIN pg_catalog.pg_type AS part ON part.oid OPERATOR(pg_catalog.=) field.atttypid
WHERE composite.typrelid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
  AND composite.typtype OPERATOR(pg_catalog.=) 'c'
  AND part.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
UNION ALL
SELECT NULL, own.code
FROM pg_catalog.pg_cast AS conversion
JOIN own ON own.oid OPERATOR(pg_catalog.=) conversion.castfunc
UNION ALL
SELECT NULL, own.code
FROM pg_catalog.pg_amproc AS support
JOIN own ON own.oid OPERATOR(pg_catalog.=) support.amproc::pg_catalog.oid
UNION ALL
SELECT NULL, own.code
FROM pg_catalog.pg_amop AS compared
JOIN pg_catalog.pg_operator AS operator ON operator.oid OPERATOR(pg_catalog.=) compared.amopopr
JOIN own ON own.oid OPERATOR(pg_catalog.=) operator.oprcode::pg_catalog.oid
