-- What would act on a row that is put into a table, and how it is switched: O(rigin), A(lways),
-- R(eplica). A trigger of a partitioned table has one of its name for each partition.
SELECT t.tgrelid AS relation, 'TRIGGER' AS kind, t.tgname AS name, t.tgenabled AS state
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_trigger AS t ON t.tgrelid = c.oid
WHERE n.nspname = ANY (CAST(? AS pg_catalog.name[]))
  AND c.relkind = 'r'
  AND t.tgenabled <> 'D'
  -- Those that make foreign keys and deferrable constraints work are to act. Those of partitions were
  -- internal, too, until PostgreSQL 15.
  AND (
    NOT t.tgisinternal
    OR (
      t.tgparentid <> 0
      AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_constraint AS k WHERE k.oid = t.tgconstraint AND k.contype <> 't'
      )
    )
  )
  -- Bits of CREATE TRIGGER: INSERT.
  AND t.tgtype & 4 = 4
UNION ALL
SELECT r.ev_class, 'RULE', r.rulename, r.ev_enabled
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_rewrite AS r ON r.ev_class = c.oid
WHERE n.nspname = ANY (CAST(? AS pg_catalog.name[]))
  AND c.relkind = 'r'
  AND r.ev_enabled <> 'D'
  -- Numbers of CmdType: INSERT.
  AND r.ev_type = '3'
UNION ALL
SELECT c.oid, 'ROW LEVEL SECURITY', NULL, NULL
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY (CAST(? AS pg_catalog.name[])) AND c.relkind = 'r' AND c.relforcerowsecurity
ORDER BY 1, 2, 3
