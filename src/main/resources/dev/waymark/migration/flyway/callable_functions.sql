-- The functions that extensions brought.
SELECT routine.proname AS name, routine.oid::pg_catalog.regprocedure::pg_catalog.text AS signature
FROM pg_catalog.pg_proc AS routine
JOIN pg_catalog.pg_depend AS member
  ON member.classid OPERATOR(pg_catalog.=) routine.tableoid
  AND member.objid OPERATOR(pg_catalog.=) routine.oid
  AND member.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
  AND member.deptype OPERATOR(pg_catalog.=) 'e'
WHERE routine.prokind OPERATOR(pg_catalog.=) 'f'
ORDER BY routine.oid
