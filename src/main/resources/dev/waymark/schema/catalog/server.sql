-- The server, which of its namespaces are read, and how many relations people have made in all of them.
-- :wanted is an array of names, or NULL for every namespace that is not PostgreSQL's own.
SELECT
  pg_catalog.current_setting('server_version_num')::pg_catalog.int4 AS version_number,
  pg_catalog.current_setting('server_version') AS version,
  -- As in catalog_fingerprint.sql.
  pg_catalog.concat_ws(
    ' ',
    EXTRACT(EPOCH FROM pg_catalog.pg_postmaster_start_time())::pg_catalog.text,
    CASE WHEN NOT pg_catalog.pg_is_in_recovery() THEN pg_catalog.pg_last_wal_replay_lsn() END
  ) AS running_since,
  ARRAY(
    SELECT n.nspname
    FROM pg_catalog.pg_namespace AS n
    WHERE
      CASE
        WHEN :wanted IS NOT NULL THEN n.nspname = ANY (:wanted)
        -- Names that begin with pg_ are reserved: catalogs, TOAST and temporary tables.
        ELSE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      END
    ORDER BY n.nspname
  ) AS namespaces,
  -- Lower numbers are the server's own (FirstNormalObjectId).
  (SELECT pg_catalog.count(*) FROM pg_catalog.pg_class WHERE oid >= 16384) AS relations
