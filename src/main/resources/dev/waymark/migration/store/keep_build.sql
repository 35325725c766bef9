-- Writes down that a concurrent index build is about to start. A retry of a build that was cut off
-- keeps the first account: what was there before the first attempt is no leftover.
INSERT INTO ${own}.index_build (history, script, checksum, namespace, name, oid_before, run_id)
VALUES (?, ?, ?, ?, ?, ?, ?::pg_catalog.uuid)
ON CONFLICT (history, script, namespace, name) DO NOTHING
