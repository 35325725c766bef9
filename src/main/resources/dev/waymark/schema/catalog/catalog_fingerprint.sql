-- One hash over the row versions of every catalog that describes a schema (catalog_rows.sql, which
-- stands for ${rows}): exact, without the deparsing that makes a read dear. Sums of hashes need no order.
-- The server's version is part of it, because a newer one may print the same rows differently. Beside it
-- comes what begins anew with numbers of transactions that were given before: since when it runs, as a
-- number, which no setting of a session prints otherwise, and how far it was when it recovered from a crash
-- of one of its processes, which it goes on after with the same time of its start.
SELECT
  pg_catalog.concat_ws(
    ' ',
    pg_catalog.current_setting('server_version_num'),
    pg_catalog.sum(versions.hash),
    pg_catalog.count(*)
  ),
  pg_catalog.concat_ws(
    ' ',
    EXTRACT(EPOCH FROM pg_catalog.pg_postmaster_start_time())::pg_catalog.text,
    CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn() END
  )
FROM (
${rows}
) AS versions (relation, hash)
