-- Takes the lock of a history for this session, if nobody holds it. The parameters are the two
-- numbers of the lock.
SELECT pg_catalog.pg_try_advisory_lock(?, ?) AS locked
