-- Where objects are made that name no schema, as somebody wrote it: SHOW says the same.
SELECT pg_catalog.current_setting('search_path')
