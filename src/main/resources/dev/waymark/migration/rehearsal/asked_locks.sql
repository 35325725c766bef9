-- The locks on relations of the users' that a session holds or waits for, and whatever else it waits
-- for: that has no relation.
SELECT asked.relation::pg_catalog.int8 AS id, asked.mode, asked.granted
FROM pg_catalog.pg_locks AS asked
WHERE asked.pid OPERATOR(pg_catalog.=) ?
  AND (
    asked.locktype OPERATOR(pg_catalog.=) 'relation'
      AND asked.relation OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
    OR NOT asked.granted AND asked.relation IS NULL
  )
