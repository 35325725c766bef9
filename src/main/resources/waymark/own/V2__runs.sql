-- Runs, so that every replica can answer for any of them, also after the one that ran it is gone.

CREATE TABLE run (
  id uuid PRIMARY KEY,
  -- The tracking table it is about, qualified: two services may share a database and this schema.
  history text NOT NULL,
  operation text NOT NULL,
  -- The version that was asked for; null for the latest.
  target text,
  -- Of the scripts it was started with: whoever has other scripts must not take its answer for theirs.
  source_digest text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  -- Null while it runs. A run whose backend no longer holds the lock was interrupted.
  outcome text,
  backend_pid integer NOT NULL,
  -- The second number of the lock that the backend holds; it stands for the history.
  lock_number integer NOT NULL,
  cancel_requested_by jsonb,
  -- What GET /migrations/runs/{id} answers, as of the last change.
  report jsonb NOT NULL
);
CREATE INDEX run_newest_first ON run (started_at DESC, id DESC);
CREATE INDEX run_unfinished ON run (history) WHERE outcome IS NULL;

-- Runs with whether each is running now: without an outcome, and its backend holds the lock. The
-- first number of the lock spells WAYM.
CREATE VIEW run_now AS
SELECT
  run.*,
  run.outcome IS NULL AND EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS lock
    JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
    WHERE lock.locktype = 'advisory'
      AND lock.granted
      AND lock.pid = run.backend_pid
      AND lock.objsubid = 2
      AND lock.classid = 1463900493
      AND lock.objid = (run.lock_number::bigint & 4294967295)::oid
      AND database.datname = pg_catalog.current_database()
  ) AS running
FROM run;

CREATE TABLE run_event (
  run_id uuid NOT NULL REFERENCES run ON DELETE CASCADE,
  sequence integer NOT NULL,
  at timestamptz NOT NULL,
  type text NOT NULL,
  -- Not jsonb, which would put the members into an order of its own.
  data json NOT NULL,
  PRIMARY KEY (run_id, sequence)
);

-- Which run a client's Idempotency-Key stands for.
CREATE TABLE idempotency_key (
  key text PRIMARY KEY,
  -- Of what was asked: the same key with another request is a mistake of the client.
  request_digest text NOT NULL,
  run_id uuid NOT NULL REFERENCES run ON DELETE CASCADE
);
CREATE INDEX idempotency_key_run ON idempotency_key (run_id);

-- Concurrent index builds, written down before they start. They cannot be rolled back, so what is
-- left of one that was cut off can only be told from somebody else's index by this.
CREATE TABLE index_build (
  history text NOT NULL,
  script text NOT NULL,
  checksum integer,
  namespace text NOT NULL,
  name text NOT NULL,
  -- What was there of this name when the build was about to start; null for nothing.
  oid_before bigint,
  run_id uuid NOT NULL,
  started_at timestamptz NOT NULL DEFAULT pg_catalog.now(),
  PRIMARY KEY (history, script, namespace, name)
);
