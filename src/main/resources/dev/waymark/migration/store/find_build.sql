-- A build that was started and whose migration was not recorded as applied since.
SELECT checksum, oid_before, run_id, started_at
FROM ${own}.index_build
WHERE history = ? AND script = ? AND namespace = ? AND name = ?
