-- Scratch databases that no process uses: the one that creates one holds, before and until it is
-- dropped, the advisory lock whose key is in the name. pg_locks shows those of all databases. It is
-- read after the snapshot that shows the databases, so what is seen here without a lock never gets
-- one again.
SELECT scratch.datname
FROM pg_catalog.pg_database AS scratch
WHERE scratch.datname OPERATOR(pg_catalog.~) '^waymark_scratch_[0-9a-f]{16}$'
  -- Only its owner may drop a database; others' leftovers are theirs.
  AND pg_catalog.pg_has_role(scratch.datdba, 'USAGE')
  AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS held
    WHERE held.locktype OPERATOR(pg_catalog.=) 'advisory'
      AND held.granted
      -- A key of 64 bits is shown as two halves, with objsubid 1.
      AND held.objsubid OPERATOR(pg_catalog.=) 1
      AND pg_catalog.lpad(pg_catalog.to_hex(held.classid::pg_catalog.int8), 8, '0')
        OPERATOR(pg_catalog.||) pg_catalog.lpad(pg_catalog.to_hex(held.objid::pg_catalog.int8), 8, '0')
        OPERATOR(pg_catalog.=) pg_catalog.right(scratch.datname, 16)
  )
ORDER BY scratch.datname
