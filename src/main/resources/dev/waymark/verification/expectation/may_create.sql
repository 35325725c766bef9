-- Whether the connection's role may make databases.
SELECT role.rolcreatedb OR role.rolsuper
FROM pg_catalog.pg_roles AS role
WHERE role.rolname OPERATOR(pg_catalog.=) current_user
