-- What ALTER DATABASE ... SET and ALTER ROLE ... SET say for this session, as far as any user may
-- set it: search_path, default_tablespace, custom settings that scripts read, ... For the role as
-- well, because a scratch database may be used by another one. The role to act as is not set: it
-- is what the other one stands for.
-- reset_val is the value that the session started with, whatever was set in it since.
SELECT DISTINCT wanted.name, effective.value
FROM (
  SELECT pg_catalog.lower(pg_catalog.split_part(entry, '=', 1)) AS name
  FROM pg_catalog.pg_db_role_setting AS stored
  CROSS JOIN LATERAL pg_catalog.unnest(stored.setconfig) AS entry
  WHERE (
      stored.setdatabase OPERATOR(pg_catalog.=) 0
      OR stored.setdatabase OPERATOR(pg_catalog.=) (
        SELECT oid FROM pg_catalog.pg_database
        WHERE datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
      )
    )
    AND (
      stored.setrole OPERATOR(pg_catalog.=) 0
      OR stored.setrole OPERATOR(pg_catalog.=) (
        SELECT oid FROM pg_catalog.pg_roles WHERE rolname OPERATOR(pg_catalog.=) session_user
      )
    )
) AS wanted
LEFT JOIN pg_catalog.pg_settings AS known
  ON pg_catalog.lower(known.name) OPERATOR(pg_catalog.=) wanted.name
CROSS JOIN LATERAL (
  SELECT coalesce(known.reset_val, pg_catalog.current_setting(wanted.name, true)) AS value
) AS effective
WHERE
  -- pg_settings does not show custom settings; their names have a dot.
  (
    known.context OPERATOR(pg_catalog.=) 'user'
    OR (known.name IS NULL AND wanted.name OPERATOR(pg_catalog.~~) '%.%')
  )
  AND wanted.name OPERATOR(pg_catalog.<>) ALL (ARRAY['role', 'session_authorization'])
  AND effective.value IS NOT NULL
ORDER BY wanted.name
