-- What a database was when a run was about to apply something: what is different afterwards, and
-- nothing else, is what the run did. Whoever runs next reads it if the run was cut off before it could
-- record that.
CREATE TABLE unrecorded_run (
  -- The tracking table, as in run: its lock is held by whoever writes here.
  history text PRIMARY KEY,
  run_id text NOT NULL,
  begun_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
  -- The last rank of the history then: a run that was cut off and added none has rolled everything
  -- back, unless it did something outside a transaction.
  history_rank integer NOT NULL,
  -- As in recorded_schema.
  format integer NOT NULL,
  server_version integer NOT NULL,
  namespaces text NOT NULL,
  document jsonb NOT NULL,
  -- The numbers that PostgreSQL gave to the objects, which a rename leaves as they are.
  identities jsonb NOT NULL
);

-- Differences that somebody decided to be what is expected from now on.
CREATE TABLE acceptance (
  id uuid PRIMARY KEY,
  accepted_at timestamptz NOT NULL,
  -- What GET /schema/acceptances tells of it: who, why, and which differences.
  report jsonb NOT NULL
);
CREATE INDEX acceptance_newest_first ON acceptance (accepted_at DESC, id DESC);

-- Null for a schema that was recorded after a run.
ALTER TABLE recorded_schema ADD COLUMN acceptance_id uuid;

-- Differences that are open, and since when that is known.
CREATE TABLE open_difference (
  -- What the database was held against: contract, migrations or recorded.
  expectation text NOT NULL,
  -- SHA-256 over the object and the attribute, which together may be longer than an index allows.
  digest text NOT NULL,
  since timestamptz NOT NULL,
  kind text NOT NULL,
  namespace text,
  table_name text,
  name text NOT NULL,
  -- Null for an object that is missing or unexpected as a whole.
  attribute text,
  PRIMARY KEY (expectation, digest)
);
