-- Rehearsals, newest first. The parameter is how many.
SELECT summary, running
FROM (
${rehearsal_now}
) AS rehearsal_now
ORDER BY started_at DESC, id DESC
LIMIT ?
