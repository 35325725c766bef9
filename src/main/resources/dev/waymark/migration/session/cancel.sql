-- Cancels what a backend is doing, as its own user may. The parameter is the pid.
SELECT pg_catalog.pg_cancel_backend(?)
