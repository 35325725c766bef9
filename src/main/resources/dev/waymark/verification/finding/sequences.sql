-- The number that each sequence gave last, where it gave one and the role may know.
SELECT s.nspname, s.relname, s.last_value
FROM (
  SELECT
    n.nspname,
    c.relname,
    -- Before PostgreSQL 18 the function fails without the privilege; pg_sequences asks the same way.
    CASE
      WHEN pg_catalog.has_sequence_privilege(c.oid, 'SELECT, USAGE')
        THEN pg_catalog.pg_sequence_last_value(c.oid)
    END AS last_value
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY (:namespaces)
    AND c.relkind = 'S'
    -- A standby has no contents of unlogged sequences.
    AND (c.relpersistence = 'p' OR (c.relpersistence = 'u' AND NOT pg_catalog.pg_is_in_recovery()))
    -- The function would wait for a session that is changing the sequence.
    AND c.oid NOT IN (
      SELECT l.relation
      FROM pg_catalog.pg_locks AS l
      WHERE l.locktype = 'relation' AND l.granted AND l.relation IS NOT NULL
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
        AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
    )
) AS s
WHERE s.last_value IS NOT NULL
