-- The extensions of the database, and whether the user may do everything. There is always one.
SELECT x.extname AS name, own.rolsuper AS superuser
FROM pg_catalog.pg_extension AS x
CROSS JOIN pg_catalog.pg_roles AS own
WHERE own.rolname OPERATOR(pg_catalog.=) current_user
