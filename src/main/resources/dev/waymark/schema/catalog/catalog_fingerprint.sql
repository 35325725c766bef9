-- One hash over the row versions of every catalog that describes a schema (catalog_rows.sql, which
-- stands for ${rows}): exact, without the deparsing that makes a read dear. Sums of hashes need no order.
-- The server's version is part of it, because a newer one may print the same rows differently. Since when
-- it runs comes beside it, as a number, which no setting of a session prints otherwise.
SELECT
  pg_catalog.concat_ws(
    ' ',
    pg_catalog.current_setting('server_version_num'),
    pg_catalog.sum(versions.hash),
    pg_catalog.count(*)
  ),
  EXTRACT(EPOCH FROM pg_catalog.pg_postmaster_start_time())::pg_catalog.text
FROM (
${rows}
) AS versions (relation, hash)
