-- How far each script has come that runs outside a transaction, written down before and after each
-- of its statements: what was done stays when the script is cut off, and must not be done again.
CREATE TABLE script_progress (
  history text NOT NULL,
  script text NOT NULL,
  checksum integer,
  -- The statements 1 to this one have been executed.
  done integer NOT NULL,
  -- What was begun after them: a transaction, repeatable, none (nothing is certain); null for nothing.
  begun text,
  -- Where it begins, and what may be shown of it.
  line integer,
  statement text,
  -- The transaction that is about to be committed, and the last statement of it.
  transaction_id text,
  through integer,
  run_id uuid NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
  PRIMARY KEY (history, script)
);
