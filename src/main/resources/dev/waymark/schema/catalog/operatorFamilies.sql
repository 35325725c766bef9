-- Operator families with all their members, also those that a class brought.
SELECT
  f.tableoid AS catalog,
  f.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', f.opfname,
    'method', m.amname,
    'operators',
      (
        SELECT
          pg_catalog.json_agg(member.text ORDER BY member.text)
        FROM (
          SELECT
            o.amopstrategy || ' ' || o.amopopr::pg_catalog.regoperator::pg_catalog.text
            || COALESCE(
              (
                SELECT
                  ' FOR ORDER BY '
                  || CASE WHEN sn.nspname <> 'pg_catalog' THEN pg_catalog.quote_ident(sn.nspname) || '.'
                    ELSE '' END
                  || pg_catalog.quote_ident(s.opfname)
                FROM pg_catalog.pg_opfamily AS s
                JOIN pg_catalog.pg_namespace AS sn ON sn.oid = s.opfnamespace
                WHERE s.oid = o.amopsortfamily
              ),
              ''
            ) AS text
          FROM pg_catalog.pg_amop AS o
          WHERE o.amopfamily = f.oid
        ) AS member
      ),
    'functions',
      (
        SELECT
          pg_catalog.json_agg(member.text ORDER BY member.text)
        FROM (
          SELECT
            p.amprocnum || ' (' || pg_catalog.format_type(p.amproclefttype, NULL) || ', '
            || pg_catalog.format_type(p.amprocrighttype, NULL) || ') '
            || p.amproc::pg_catalog.oid::pg_catalog.regprocedure::pg_catalog.text AS text
          FROM pg_catalog.pg_amproc AS p
          WHERE p.amprocfamily = f.oid
        ) AS member
      ),
    'owner', pg_catalog.pg_get_userbyid(f.opfowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_opfamily AS f
JOIN pg_catalog.pg_namespace AS n ON n.oid = f.opfnamespace
JOIN pg_catalog.pg_am AS m ON m.oid = f.opfmethod
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = f.tableoid AND d.objoid = f.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = f.tableoid AND e.objid = f.oid AND e.deptype = 'e'
  )
