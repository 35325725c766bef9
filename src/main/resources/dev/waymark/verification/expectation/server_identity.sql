-- What no two servers have in common, unless one is the other's copy.
SELECT system_identifier::pg_catalog.text FROM pg_catalog.pg_control_system()
