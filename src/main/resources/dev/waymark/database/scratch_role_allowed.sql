-- Whether the current user may make roles: what else a role may do is not asked for.
SELECT own.rolsuper OR own.rolcreaterole
FROM pg_catalog.pg_roles AS own
WHERE own.rolname OPERATOR(pg_catalog.=) current_user
