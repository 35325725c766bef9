-- Roles made for scratch databases that are gone and that no process holds: see
-- scratch_leftovers.sql, which says how the number in a name is a lock's key.
SELECT role.rolname
FROM pg_catalog.pg_roles AS role
CROSS JOIN LATERAL (
  SELECT pg_catalog.substring(role.rolname::pg_catalog.text, '^waymark_scratch_([0-9a-f]{16})(?:_[0-9]+)?$') AS key
) AS made
WHERE made.key IS NOT NULL
  -- Those that this user made, or may drop because it may drop all.
  AND (
    (SELECT own.rolsuper FROM pg_catalog.pg_roles AS own WHERE own.rolname OPERATOR(pg_catalog.=) current_user)
    OR pg_catalog.pg_has_role(role.oid, 'USAGE')
  )
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_database AS scratch
    WHERE scratch.datname::pg_catalog.text OPERATOR(pg_catalog.=) pg_catalog.concat('waymark_scratch_', made.key)
  )
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS held
    WHERE held.locktype OPERATOR(pg_catalog.=) 'advisory'
      AND held.granted
      AND held.objsubid OPERATOR(pg_catalog.=) 1
      AND made.key OPERATOR(pg_catalog.=) pg_catalog.concat(
        pg_catalog.lpad(pg_catalog.to_hex(held.classid::pg_catalog.int8), 8, '0'),
        pg_catalog.lpad(pg_catalog.to_hex(held.objid::pg_catalog.int8), 8, '0')
      )
  )
ORDER BY pg_catalog.length(role.rolname::pg_catalog.text) DESC
