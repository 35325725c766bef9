SELECT cancel_requested_by FROM ${own}.run WHERE id = ?::pg_catalog.uuid
