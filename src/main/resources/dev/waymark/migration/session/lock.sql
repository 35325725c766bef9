-- Takes the lock of a history for this session, if no session holds it, nor the second one that guards it
-- while scripts run: a script may have given the first away. The parameters are the numbers of the
-- lock, those of its guard, and those of the lock again.
SELECT
  CASE
    WHEN NOT pg_catalog.pg_try_advisory_lock(?, ?) THEN false
    WHEN pg_catalog.pg_try_advisory_xact_lock_shared(?, ?) THEN true
    ELSE NOT pg_catalog.pg_advisory_unlock(?, ?)
  END AS locked
