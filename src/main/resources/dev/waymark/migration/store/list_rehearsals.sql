-- Rehearsals, newest first. The parameter is how many.
SELECT summary, running
FROM ${own}.rehearsal_now
ORDER BY started_at DESC, id DESC
LIMIT ?
