-- How long the server has been running, in milliseconds.
SELECT CAST(
  pg_catalog.date_part(
    'epoch',
    pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) pg_catalog.pg_postmaster_start_time()
  ) OPERATOR(pg_catalog.*) CAST(1000 AS pg_catalog.float8)
  AS pg_catalog.int8
)
