-- Whether the schema "public" belongs to the bootstrap superuser, and a superuser asks.
SELECT EXISTS (
  SELECT
  FROM pg_catalog.pg_namespace AS n
  WHERE n.nspname OPERATOR(pg_catalog.=) 'public'
    AND n.nspowner OPERATOR(pg_catalog.=) 10
    AND (SELECT own.rolsuper FROM pg_catalog.pg_roles AS own WHERE own.rolname OPERATOR(pg_catalog.=) current_user)
)
