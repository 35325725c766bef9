-- Removes what says in the history that a script failed. ${history} is the quoted history table.
DELETE FROM ${history}
WHERE CAST("script" AS pg_catalog.text) OPERATOR(pg_catalog.=) CAST(? AS pg_catalog.text)
  AND NOT "success"
