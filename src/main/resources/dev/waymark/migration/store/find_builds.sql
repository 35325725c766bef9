-- Concurrent builds that were started and whose migration was not recorded as applied since.
SELECT namespace, name, checksum, oid_before
FROM ${own}.index_build
WHERE history OPERATOR(pg_catalog.=) ? AND script OPERATOR(pg_catalog.=) ?
