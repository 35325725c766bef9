-- Where names without a schema are looked for, as far as these schemas are there.
SELECT pg_catalog.array_to_string(pg_catalog.current_schemas(false), ' ')
