-- What Flyway recorded, in the order of being applied; ${history} is the qualified, quoted table.
-- The columns are those that Flyway creates and documents for its schema history table.
SELECT
  installed_rank,
  version,
  description,
  type,
  script,
  checksum,
  installed_by,
  installed_on AT TIME ZONE pg_catalog.current_setting('TimeZone') AS installed_on,
  execution_time,
  success
FROM ${history}
ORDER BY installed_rank
