-- Extended statistics. What they found in the data is not read.
SELECT
  s.tableoid AS catalog,
  s.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', s.stxname,
    'relation', s.stxrelid::pg_catalog.regclass::pg_catalog.text,
    'types',
      (
        SELECT pg_catalog.json_agg(k.word ORDER BY k.word)
        FROM pg_catalog.unnest(s.stxkind) AS u (code)
        JOIN (VALUES ('d', 'ndistinct'), ('f', 'dependencies'), ('m', 'mcv')) AS k (code, word)
          ON k.code = u.code::pg_catalog.text
      ),
    'definition', pg_catalog.pg_get_statisticsobjdef(s.oid),
    -- Before PostgreSQL 17, -1 said what NULL says now: the server's setting.
    'statisticsTarget', CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END,
    'owner', pg_catalog.pg_get_userbyid(s.stxowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_statistic_ext AS s
JOIN pg_catalog.pg_namespace AS n ON n.oid = s.stxnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = s.tableoid AND d.objoid = s.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = s.tableoid AND e.objid = s.oid AND e.deptype = 'e'
  )
