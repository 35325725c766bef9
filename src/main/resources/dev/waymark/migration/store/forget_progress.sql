-- The script is recorded as applied, or begins anew.
DELETE FROM ${own}.script_progress
WHERE history OPERATOR(pg_catalog.=) CAST(? AS pg_catalog.text)
  AND script OPERATOR(pg_catalog.=) CAST(? AS pg_catalog.text)
