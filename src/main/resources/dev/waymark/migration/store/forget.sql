-- Deletes old runs. Runs that found nothing pending are counted apart, so that a dashboard or a
-- restarting deployment does not push out those that changed something.
DELETE FROM ${own}.run
WHERE id OPERATOR(pg_catalog.=) ANY (
  SELECT ranked.id
  FROM (
    SELECT
      id,
      pg_catalog.row_number() OVER (
        PARTITION BY outcome OPERATOR(pg_catalog.=) 'nothing-pending' ORDER BY started_at DESC, id DESC
      ) AS place
    FROM ${own}.run
    WHERE outcome IS NOT NULL
  ) AS ranked
  WHERE ranked.place OPERATOR(pg_catalog.>) ?
)
