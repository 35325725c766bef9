-- The roles that anything of this database belongs to or names, such as in a grant or a policy. The
-- role that made the server is in no dependence.
SELECT role.rolname
FROM pg_catalog.pg_roles AS role
WHERE role.oid OPERATOR(pg_catalog.=) 10::pg_catalog.oid
  OR EXISTS (
    SELECT
    FROM pg_catalog.pg_shdepend AS dependence
    WHERE dependence.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_authid'::pg_catalog.regclass
      AND dependence.refobjid OPERATOR(pg_catalog.=) role.oid
      AND dependence.dbid OPERATOR(pg_catalog.=) (
        SELECT oid FROM pg_catalog.pg_database
        WHERE datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
      )
  )
ORDER BY role.rolname
