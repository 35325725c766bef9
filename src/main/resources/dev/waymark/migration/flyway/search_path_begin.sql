-- From here on Flyway's own statements find nothing but pg_catalog. What the session would find is kept for the scripts.
SELECT
  current_user AS role,
  pg_catalog.current_schema() AS current_schema,
  pg_catalog.set_config('waymark.search_path', pg_catalog.current_setting('search_path'), false) AS search_path,
  pg_catalog.set_config('search_path', '', false) AS emptied
