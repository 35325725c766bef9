-- Deletes all but the newest rehearsals, of which the parameter is how many.
DELETE FROM ${own}.rehearsal
WHERE id OPERATOR(pg_catalog.=) ANY (
  SELECT old.id
  FROM (
${rehearsal_now}
  ) AS old
  WHERE NOT old.running
  ORDER BY old.started_at DESC, old.id DESC
  OFFSET ?::pg_catalog.int8
)
