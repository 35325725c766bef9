-- Whatever a script or a callback did: the role of the session, and nothing but pg_catalog. The parameter is the role.
SELECT
  pg_catalog.set_config('role', ?, false),
  pg_catalog.set_config('search_path', '', false)
