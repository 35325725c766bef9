SELECT document::pg_catalog.text FROM ${own}.recorded_schema WHERE id OPERATOR(pg_catalog.=) ?
