-- From here on Flyway's own statements find nothing but pg_catalog.
-- What the session would find is kept for the scripts.
-- With it comes what Flyway asks of a session and what cannot change while it lasts.
SELECT
  current_user AS role,
  pg_catalog.current_schema() AS current_schema,
  pg_catalog.version() AS version,
  pg_catalog.current_database() AS database,
  COALESCE(
    (
      SELECT rolname::pg_catalog.text
      FROM pg_catalog.pg_roles
      WHERE rolname OPERATOR(pg_catalog.~~*) 'rds_superuser'
      LIMIT 1
    ),
    ''
  ) AS rds_superuser,
  pg_catalog.set_config('waymark.search_path', pg_catalog.current_setting('search_path'), false) AS search_path,
  pg_catalog.set_config('search_path', '', false) AS emptied
