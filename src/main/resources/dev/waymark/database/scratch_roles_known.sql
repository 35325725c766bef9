-- Of these names those of roles that there are. PostgreSQL's own are left as they are: being a
-- member of one of them is a right by itself.
SELECT role.rolname
FROM pg_catalog.pg_roles AS role
WHERE role.rolname OPERATOR(pg_catalog.=) ANY (?::pg_catalog.name[])
  AND NOT pg_catalog.starts_with(role.rolname::pg_catalog.text, 'pg_')
ORDER BY role.rolname
