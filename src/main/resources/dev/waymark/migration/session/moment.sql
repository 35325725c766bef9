-- Whether anything can have changed that a run or a person does, in one short question.
--
-- moment: the transactions that are visible and in progress. Whatever is committed has a transaction
-- id, so between two equal ones nothing was. Since when the server runs belongs to it, because one
-- that took its place counts anew, and how far it has replayed: after a crash of one of its processes
-- it counts anew as well, and on a standby the snapshot lists no transactions. What else decides what
-- is read belongs to the connection: whose it is, where it looks for tables, and how it prints times.
-- held: whether a run holds its lock, guards it or waits for it (WAYM, WAYG, WAYW in ASCII), or
-- somebody holds a lock of Flyway's own: its number begins with "Fl" in ASCII, and the hash of a
-- name that is added to it moves that by one at most. Locks are no transactions.
SELECT
  pg_catalog.concat_ws(
    ' ',
    pg_catalog.pg_postmaster_start_time(),
    pg_catalog.pg_current_snapshot()::pg_catalog.text,
    pg_catalog.pg_last_wal_replay_lsn(),
    pg_catalog.quote_ident(pg_catalog.current_database()),
    pg_catalog.quote_ident(current_user),
    pg_catalog.quote_nullable(pg_catalog.current_schema()),
    pg_catalog.current_setting('search_path'),
    pg_catalog.current_setting('TimeZone')
  ) AS moment,
  EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS lock
    WHERE lock.locktype OPERATOR(pg_catalog.=) 'advisory'
      AND lock.database OPERATOR(pg_catalog.=) (
        SELECT here.oid
        FROM pg_catalog.pg_database AS here
        WHERE here.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
      )
      AND (
        lock.objsubid OPERATOR(pg_catalog.=) 2
          AND lock.classid OPERATOR(pg_catalog.=) ANY ('{1463900493, 1463900487, 1463900503}'::pg_catalog.oid[])
        OR lock.objsubid OPERATOR(pg_catalog.=) 1
          AND lock.classid OPERATOR(pg_catalog.=) ANY ('{18027, 18028, 18029}'::pg_catalog.oid[])
      )
  ) AS held
