-- Of these names those that no role has.
SELECT DISTINCT wanted.name
FROM pg_catalog.unnest(?::pg_catalog.text[]) AS wanted (name)
WHERE NOT EXISTS (
    SELECT FROM pg_catalog.pg_roles AS role WHERE role.rolname::pg_catalog.text OPERATOR(pg_catalog.=) wanted.name
  )
  AND NOT pg_catalog.starts_with(wanted.name, 'pg_')
ORDER BY wanted.name
