-- A partition of a table, and whether detaching it was begun; no row if it is none. The parameters
-- are the partition and the table, as PostgreSQL reads them under the current search_path.
SELECT inherits.inhrelid::bigint AS oid, inherits.inhdetachpending AS pending
FROM pg_catalog.pg_inherits AS inherits
WHERE inherits.inhrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass(?)
  AND inherits.inhparent OPERATOR(pg_catalog.=) pg_catalog.to_regclass(?)
