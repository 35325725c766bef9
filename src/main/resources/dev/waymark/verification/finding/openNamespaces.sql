-- The namespaces in which every role may create. Whether PUBLIC has that by itself depends on the version that
-- installed the database, and so is no part of a schema that is compared.
SELECT n.nspname
FROM pg_catalog.pg_namespace AS n
CROSS JOIN LATERAL pg_catalog.aclexplode(n.nspacl) AS granted
WHERE n.nspname = ANY (:namespaces)
  AND granted.grantee = 0
  AND granted.privilege_type = 'CREATE'
