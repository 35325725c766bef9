-- Whether one of these schemas has a relation, a function or a type of its own: Flyway takes such a
-- schema without a history for one that was made by hand. What belongs to an extension does not count.
SELECT EXISTS (
  SELECT
  FROM pg_catalog.pg_namespace AS namespace
  CROSS JOIN LATERAL (
    SELECT relation.tableoid AS catalog, relation.oid AS object
    FROM pg_catalog.pg_class AS relation
    WHERE relation.relnamespace OPERATOR(pg_catalog.=) namespace.oid
    UNION ALL
    SELECT routine.tableoid, routine.oid
    FROM pg_catalog.pg_proc AS routine
    WHERE routine.pronamespace OPERATOR(pg_catalog.=) namespace.oid
    UNION ALL
    SELECT type.tableoid, type.oid
    FROM pg_catalog.pg_type AS type
    WHERE type.typnamespace OPERATOR(pg_catalog.=) namespace.oid
  ) AS found
  WHERE namespace.nspname OPERATOR(pg_catalog.=) ANY (?)
    AND NOT EXISTS (
      SELECT
      FROM pg_catalog.pg_depend AS dependence
      WHERE dependence.classid OPERATOR(pg_catalog.=) found.catalog
        AND dependence.objid OPERATOR(pg_catalog.=) found.object
        AND dependence.deptype OPERATOR(pg_catalog.=) 'e'
    )
) AS has_objects
