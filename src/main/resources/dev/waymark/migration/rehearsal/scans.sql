-- How often this session has read whole relations, as far as it has not reported it yet.
SELECT relation.oid::pg_catalog.int8 AS id, counted.scans
FROM pg_catalog.pg_class AS relation
CROSS JOIN LATERAL (SELECT pg_catalog.pg_stat_get_xact_numscans(relation.oid) AS scans) AS counted
WHERE relation.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
  AND relation.relkind OPERATOR(pg_catalog.=) ANY ('{r,m,p}'::pg_catalog."char"[])
  AND counted.scans OPERATOR(pg_catalog.>) 0
