-- What the next script finds. The parameter is a search_path.
SELECT pg_catalog.set_config('waymark.search_path', ?, false)
