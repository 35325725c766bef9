-- How the temporary function or procedure is printed: the newest, should a pooler's connection have
-- others.
SELECT pg_catalog.pg_get_functiondef(p.oid)
FROM pg_catalog.pg_proc AS p
WHERE p.pronamespace = pg_catalog.pg_my_temp_schema()
ORDER BY p.oid DESC
LIMIT 1
