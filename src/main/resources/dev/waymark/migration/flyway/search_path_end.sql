-- The session finds again what it found before. The parameter is its search_path.
SELECT pg_catalog.set_config('search_path', ?, false)
