-- What was asked for, beside what was run: a client gets the id of its request at once, and its key
-- stands for the request, however many attempts that takes.

-- Which run went on with what this one had not brought to an end.
ALTER TABLE run ADD COLUMN continued_by uuid;

CREATE OR REPLACE VIEW run_now AS
SELECT
  run.id,
  run.history,
  run.operation,
  run.target,
  run.source_digest,
  run.started_at,
  run.finished_at,
  run.outcome,
  run.backend_pid,
  run.lock_number,
  run.cancel_requested_by,
  run.report,
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
  ) AS running,
  run.continued_by
FROM run;

-- Requests whose turn has not come, or that another run answered. One whose turn comes is a run of
-- the same id, and no longer here: a Waymark that does not know of requests knows all runs.
CREATE TABLE request (
  id uuid PRIMARY KEY,
  history text NOT NULL,
  asked_at timestamptz NOT NULL,
  -- The session that waits, and the second number of the lock that it holds meanwhile.
  backend_pid integer NOT NULL,
  lock_number integer NOT NULL,
  -- The run that does what was asked for; null while there is none.
  led_to uuid,
  -- Whether it has an end of its own: it was cancelled, or refused, before its turn came.
  ended boolean NOT NULL DEFAULT false,
  cancel_requested_by jsonb,
  -- What GET /migrations/runs/{id} answers.
  report jsonb NOT NULL
);
CREATE INDEX request_newest_first ON request (asked_at DESC, id DESC);

-- Runs and requests, with whether each runs or waits now. The first number of the lock that a
-- waiting session holds spells WAYW.
CREATE VIEW run_told AS
SELECT
  run_now.id,
  run_now.history,
  run_now.started_at,
  run_now.source_digest,
  run_now.report,
  run_now.running,
  false AS waiting,
  true AS started,
  NULL::uuid AS led_to,
  run_now.continued_by
FROM run_now
UNION ALL
SELECT
  request.id,
  request.history,
  request.asked_at,
  '',
  request.report,
  false,
  NOT request.ended AND EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS lock
    JOIN pg_catalog.pg_database AS database ON database.oid = lock.database
    WHERE lock.locktype = 'advisory'
      AND lock.granted
      AND lock.pid = request.backend_pid
      AND lock.objsubid = 2
      AND lock.classid = 1463900503
      AND lock.objid = (request.lock_number::bigint & 4294967295)::oid
      AND database.datname = pg_catalog.current_database()
  ),
  false,
  request.led_to,
  NULL::uuid
FROM request;

-- What a client's Idempotency-Key stands for. Two services that share a database have each their
-- own keys: a pipeline may send one key to both.
CREATE TABLE request_key (
  history text NOT NULL,
  key text NOT NULL,
  -- Of what was asked: the same key with another request is a mistake of the client.
  request_digest text NOT NULL,
  -- The run of the latest attempt, or the request that waits for it.
  run_id uuid NOT NULL,
  -- Whether somebody was told how that run ended.
  answered boolean NOT NULL DEFAULT false,
  PRIMARY KEY (history, key)
);
INSERT INTO request_key (history, key, request_digest, run_id, answered)
SELECT run.history, known.key, known.request_digest, known.run_id, true
FROM idempotency_key AS known
JOIN run ON run.id = known.run_id;
DROP TABLE idempotency_key;
