-- Writes down how far a script has come that runs outside a transaction.
INSERT INTO ${own}.script_progress AS known
  (history, script, checksum, done, begun, line, statement, transaction_id, through, run_id)
VALUES
  (?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS pg_catalog.uuid))
ON CONFLICT (history, script) DO UPDATE SET
  checksum = excluded.checksum,
  done = excluded.done,
  begun = excluded.begun,
  line = excluded.line,
  statement = excluded.statement,
  transaction_id = excluded.transaction_id,
  through = excluded.through,
  run_id = excluded.run_id,
  changed_at = pg_catalog.now()
