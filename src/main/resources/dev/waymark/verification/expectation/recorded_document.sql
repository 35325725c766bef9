-- One recorded schema as its document. The parameter is its id.
SELECT document::pg_catalog.text FROM ${own}.recorded_schema WHERE id OPERATOR(pg_catalog.=) ?
