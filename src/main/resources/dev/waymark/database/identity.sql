-- Which database a connection leads to. A standby has its primary's system identifier and oids.
SELECT
  d.datname AS name,
  d.oid AS oid,
  s.system_identifier AS system
FROM pg_catalog.pg_database AS d
CROSS JOIN pg_catalog.pg_control_system() AS s
WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
