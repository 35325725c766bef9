-- Whether the session's user is what was asked for: no attribute, and a member of nothing but its
-- own stand-ins, whose names begin with its name.
SELECT session_user OPERATOR(pg_catalog.=) current_user
  AND NOT (
    own.rolsuper OR own.rolcreaterole OR own.rolcreatedb OR own.rolreplication OR own.rolbypassrls
  )
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_auth_members AS membership
    JOIN pg_catalog.pg_roles AS granted ON granted.oid OPERATOR(pg_catalog.=) membership.roleid
    WHERE membership.member OPERATOR(pg_catalog.=) own.oid
      AND NOT pg_catalog.starts_with(granted.rolname::pg_catalog.text, own.rolname::pg_catalog.text)
  )
FROM pg_catalog.pg_roles AS own
WHERE own.rolname OPERATOR(pg_catalog.=) session_user
