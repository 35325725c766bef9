-- Adds events of a run, given as one JSON array, so that a thousand of them are one round trip.
INSERT INTO ${own}.run_event (run_id, sequence, at, type, data)
SELECT ?::pg_catalog.uuid, event.sequence, event.at, event.type, event.data
FROM pg_catalog.json_to_recordset(?::pg_catalog.json)
  AS event (sequence integer, at pg_catalog.timestamptz, type pg_catalog.text, data pg_catalog.json)
ON CONFLICT (run_id, sequence) DO NOTHING
