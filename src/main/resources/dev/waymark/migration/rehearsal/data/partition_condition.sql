-- What PostgreSQL itself demands of each row of a partition; nothing of one that takes all.
SELECT pg_catalog.pg_get_partition_constraintdef(partition.oid)
FROM pg_catalog.pg_class AS partition
JOIN pg_catalog.pg_namespace AS namespace
  ON namespace.oid OPERATOR(pg_catalog.=) partition.relnamespace
WHERE namespace.nspname OPERATOR(pg_catalog.=) ?
  AND partition.relname OPERATOR(pg_catalog.=) ?
  AND pg_catalog.pg_get_partition_constraintdef(partition.oid) IS NOT NULL
