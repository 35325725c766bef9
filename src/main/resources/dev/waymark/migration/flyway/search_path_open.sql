-- A script begins: it finds what it would find without Waymark.
SELECT pg_catalog.set_config('search_path', pg_catalog.current_setting('waymark.search_path'), false)
