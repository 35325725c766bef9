-- What webhooks were notified of last, so that of many replicas that see the same one says it.
CREATE TABLE said_drift (
  -- The tracking table, as in run: two services may share a database and this schema.
  history text NOT NULL,
  -- What the database was held against: contract, migrations or recorded.
  expectation text NOT NULL,
  -- The differences that were open, each as a part of its SHA-256.
  differences text[] NOT NULL,
  -- Those before, for whoever has just written the others.
  differences_before text[] NOT NULL,
  -- When the catalogs were seen so: who has seen them before that has nothing to say any more.
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (history, expectation)
);
