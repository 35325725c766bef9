-- PostgreSQL 18 stores NOT NULL as constraints (contype n). Only what an older server could not say is
-- told: a name of someone's choice, NOT VALID, NO INHERIT. A name that ends as the server's own do was not chosen; it
-- keeps the old names of table and column when they are renamed. What is only inherited has the parent's name.
SELECT
  k.conrelid AS object,
  k.conkey[1] AS number,
  CASE WHEN chosen.name THEN k.conname END AS name,
  k.convalidated AS validated,
  k.connoinherit AS "noInherit"
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_namespace AS n ON n.oid = k.connamespace
CROSS JOIN LATERAL (
  SELECT k.conislocal AND k.conname !~ '_not_null[0-9]*$' AS name
) AS chosen
WHERE n.nspname = ANY (:namespaces)
  AND k.conrelid = ANY (:relations)
  -- In this order: to look at the name is the dearer part, and most constraints are of another type.
  AND CASE WHEN k.contype = 'n' THEN chosen.name OR NOT k.convalidated OR k.connoinherit END
