-- What a full verification has proven of a recorded schema: while the catalogs have this fingerprint,
-- the database is that schema, and a process that has just started need not read it to say so.
ALTER TABLE recorded_schema
  -- Of the catalogs, in the snapshot that was found to be this schema; null: not found yet.
  ADD COLUMN proven_catalogs text,
  -- What was watched and what was left out, when it was found.
  ADD COLUMN proven_filter text,
  -- How many objects were present, and so all of them.
  ADD COLUMN proven_objects integer;
