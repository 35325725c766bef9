-- Takes the second lock of a history, in a session that nothing ends for being idle. The parameters are
-- the two numbers of the lock.
SELECT
  pg_catalog.set_config('idle_session_timeout', '0', false) IS NOT NULL
  AND pg_catalog.pg_try_advisory_lock(?, ?)
