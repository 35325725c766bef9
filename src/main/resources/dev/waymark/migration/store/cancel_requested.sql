SELECT cancel_requested_by FROM ${own}.run WHERE id OPERATOR(pg_catalog.=) ?::pg_catalog.uuid
