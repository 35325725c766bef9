-- Waymark's own tables. They are in a schema of their own, so that no script of the user's and no
-- verification meets them.

-- What the database was when a run succeeded.
CREATE TABLE recorded_schema (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL,
  run_id text NOT NULL,
  -- Of the document; a Waymark that reads another format records anew.
  format integer NOT NULL,
  -- The major version: two of them may print the same object differently.
  server_version integer NOT NULL,
  -- What was asked for, not what was there: namespaces may appear and vanish.
  namespaces text NOT NULL,
  fingerprint text NOT NULL,
  document jsonb NOT NULL
);
