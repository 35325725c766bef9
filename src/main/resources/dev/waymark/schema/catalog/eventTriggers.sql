-- Triggers on DDL.
SELECT
  t.tableoid AS catalog,
  t.oid AS object,
  pg_catalog.json_build_object(
    'name', t.evtname,
    'event', t.evtevent,
    'tags', (SELECT pg_catalog.json_agg(tag ORDER BY tag) FROM pg_catalog.unnest(t.evttags) AS tag),
    'function', t.evtfoid::pg_catalog.regproc::pg_catalog.text,
    'enabled', CASE t.evtenabled
      WHEN 'O' THEN 'origin' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' ELSE 'always'
    END,
    'owner', pg_catalog.pg_get_userbyid(t.evtowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_event_trigger AS t
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = t.tableoid AND d.objoid = t.oid AND d.objsubid = 0
WHERE true
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = t.tableoid AND e.objid = t.oid AND e.deptype = 'e'
  )
