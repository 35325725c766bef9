-- Deletes old runs. Runs that found nothing pending are counted apart, so that a dashboard or a
-- restarting deployment does not push out those that changed something. Requests that are over are
-- kept as long, and a key as long as what it stands for. The parameter, twice, is how many.
WITH forgotten_runs AS (
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
    WHERE ranked.place OPERATOR(pg_catalog.>) ?::pg_catalog.int8
  )
),
forgotten_requests AS (
  DELETE FROM ${own}.request
  WHERE id OPERATOR(pg_catalog.=) ANY (
    SELECT ranked.id
    FROM (
      SELECT id, pg_catalog.row_number() OVER (ORDER BY started_at DESC, id DESC) AS place
      FROM (
${run_told}
      ) AS run_told
      WHERE NOT started AND NOT waiting
    ) AS ranked
    WHERE ranked.place OPERATOR(pg_catalog.>) ?::pg_catalog.int8
  )
)
DELETE FROM ${own}.request_key AS key
WHERE NOT EXISTS (SELECT FROM ${own}.run WHERE run.id OPERATOR(pg_catalog.=) key.run_id)
  AND NOT EXISTS (SELECT FROM ${own}.request WHERE request.id OPERATOR(pg_catalog.=) key.run_id)
