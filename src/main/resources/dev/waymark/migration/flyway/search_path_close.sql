-- A script has ended: what it has set is kept, as plain Flyway keeps it, and not in force until the next one begins.
SELECT
  pg_catalog.set_config('waymark.search_path', pg_catalog.current_setting('search_path'), false),
  pg_catalog.set_config('search_path', '', false)
