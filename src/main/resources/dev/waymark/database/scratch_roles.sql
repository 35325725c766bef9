-- The role of this name and its stand-ins, those first: it is their member.
SELECT role.rolname
FROM pg_catalog.pg_roles AS role
CROSS JOIN (SELECT ?::pg_catalog.text AS name) AS wanted
WHERE role.rolname::pg_catalog.text OPERATOR(pg_catalog.=) wanted.name
  OR pg_catalog.starts_with(role.rolname::pg_catalog.text, pg_catalog.concat(wanted.name, '_'))
ORDER BY pg_catalog.length(role.rolname::pg_catalog.text) DESC
