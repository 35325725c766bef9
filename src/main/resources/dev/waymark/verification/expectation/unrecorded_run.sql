-- The run whose changes are not recorded yet. The parameter is the history. Whether it began a script
-- outside a transaction is told by its events.
SELECT
  unrecorded.run_id,
  unrecorded.history_rank,
  unrecorded.format,
  unrecorded.server_version,
  unrecorded.namespaces,
  unrecorded.document::pg_catalog.text AS document,
  unrecorded.identities::pg_catalog.text AS identities,
  EXISTS (
    SELECT
    FROM ${own}.run_event AS event
    WHERE event.run_id::pg_catalog.text OPERATOR(pg_catalog.=) unrecorded.run_id
      AND event.type OPERATOR(pg_catalog.=) 'migration-started'
      AND (event.data OPERATOR(pg_catalog.->>) 'transactional') OPERATOR(pg_catalog.=) 'false'
  ) AS outside_transactions
FROM ${own}.unrecorded_run AS unrecorded
WHERE unrecorded.history OPERATOR(pg_catalog.=) ?::pg_catalog.text
