-- What the next script's search_path will be.
SELECT pg_catalog.current_setting('waymark.search_path')
