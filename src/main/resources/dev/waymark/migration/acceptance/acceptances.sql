-- Who accepted what, newest first. The parameter is how many at most.
SELECT report::pg_catalog.text
FROM ${own}.acceptance
ORDER BY accepted_at DESC, id DESC
LIMIT ?::pg_catalog.int8
