-- Shows that this session waits for the turn of a request. The parameters are the two numbers of that lock.
SELECT pg_catalog.pg_try_advisory_lock(?, ?) AS locked
