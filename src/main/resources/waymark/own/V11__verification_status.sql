-- What verifications said last, and since when: that something is verified is told with its age, too.
CREATE TABLE verification_status (
  -- The tracking table, as in run: two services may share a database and this schema.
  history text NOT NULL,
  -- What the database was held against: contract, migrations or recorded.
  expectation text NOT NULL,
  -- verified or drifted.
  status text NOT NULL,
  -- When it was first seen so, after it had been seen otherwise or not at all.
  since timestamptz NOT NULL,
  PRIMARY KEY (history, expectation)
);
