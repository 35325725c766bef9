-- The names of functions that may do more than read or compute: all volatile ones that PostgreSQL
-- has or that an extension brings. Those of an extension in SQL or PL/pgSQL are left out, because
-- they do what their caller may do with functions that are judged themselves, unless they act as
-- their owner.
SELECT DISTINCT routine.proname
FROM pg_catalog.pg_proc AS routine
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) routine.pronamespace
JOIN pg_catalog.pg_language AS language ON language.oid OPERATOR(pg_catalog.=) routine.prolang
WHERE routine.provolatile OPERATOR(pg_catalog.=) 'v'
  AND (
    n.nspname OPERATOR(pg_catalog.=) 'pg_catalog'
    OR EXISTS (
        SELECT
        FROM pg_catalog.pg_depend AS member
        WHERE member.classid OPERATOR(pg_catalog.=) routine.tableoid
          AND member.objid OPERATOR(pg_catalog.=) routine.oid
          AND member.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_extension'::pg_catalog.regclass
          AND member.deptype OPERATOR(pg_catalog.=) 'e'
      )
      AND (
        language.lanname OPERATOR(pg_catalog.<>) ALL (ARRAY['sql', 'plpgsql']::pg_catalog.name[])
        OR routine.prosecdef
      )
  )
ORDER BY routine.proname
