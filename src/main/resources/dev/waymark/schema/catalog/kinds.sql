-- Which kinds of objects there can be, by the names of their lists. To plan the query of a kind that
-- there is not costs more than to run it. A kind may be named in vain, and must never be missing:
-- what an extension made, for example, is not told apart here.
SELECT
  CASE c.relkind
    WHEN 'S' THEN 'sequences' WHEN 'v' THEN 'views' WHEN 'm' THEN 'materializedViews'
    ELSE 'compositeTypes'
  END AS list
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = ANY (:namespaces) AND c.relkind IN ('S', 'v', 'm', 'c')
GROUP BY 1
UNION ALL
SELECT kind.list
FROM (
  VALUES
    ('enums', 'pg_type'),
    ('domains', 'pg_type'),
    ('rangeTypes', 'pg_type'),
    ('baseTypes', 'pg_type'),
    ('functions', 'pg_proc'),
    ('procedures', 'pg_proc'),
    ('aggregates', 'pg_proc'),
    ('extendedStatistics', 'pg_statistic_ext'),
    ('collations', 'pg_collation'),
    ('operators', 'pg_operator'),
    ('operatorFamilies', 'pg_opfamily'),
    ('operatorClasses', 'pg_opclass'),
    ('conversions', 'pg_conversion'),
    ('textSearchConfigurations', 'pg_ts_config'),
    ('textSearchDictionaries', 'pg_ts_dict'),
    ('textSearchParsers', 'pg_ts_parser'),
    ('textSearchTemplates', 'pg_ts_template')
) AS kind (list, catalog)
WHERE
  -- What lives in a namespace depends on it, unless it is one of PostgreSQL's own.
  ('pg_catalog.' || kind.catalog)::pg_catalog.regclass IN (
    SELECT d.classid
    FROM pg_catalog.pg_depend AS d
    JOIN pg_catalog.pg_namespace AS n ON n.oid = d.refobjid
    WHERE d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
      AND n.nspname = ANY (:namespaces)
  )
  OR EXISTS (
    SELECT FROM pg_catalog.pg_namespace AS n
    WHERE n.nspname = ANY (:namespaces) AND n.nspname ~ '^pg_'
  )
UNION ALL
SELECT kind.list
FROM (
  VALUES
    ('triggers', EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE NOT tgisinternal OR tgparentid <> 0)),
    ('rules', EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE rulename <> '_RETURN' AND oid >= 16384)),
    ('policies', EXISTS (SELECT FROM pg_catalog.pg_policy)),
    ('extensions', true),
    -- Lower numbers are the server's own (FirstNormalObjectId).
    ('casts', EXISTS (SELECT FROM pg_catalog.pg_cast WHERE oid >= 16384)),
    ('languages', EXISTS (SELECT FROM pg_catalog.pg_language WHERE lanispl)),
    ('transforms', EXISTS (SELECT FROM pg_catalog.pg_transform)),
    ('accessMethods', EXISTS (SELECT FROM pg_catalog.pg_am WHERE oid >= 16384)),
    ('foreignDataWrappers', EXISTS (SELECT FROM pg_catalog.pg_foreign_data_wrapper)),
    ('foreignServers', EXISTS (SELECT FROM pg_catalog.pg_foreign_server)),
    -- Whose catalog is closed; there is none without a server.
    ('userMappings', EXISTS (SELECT FROM pg_catalog.pg_foreign_server)),
    ('eventTriggers', EXISTS (SELECT FROM pg_catalog.pg_event_trigger)),
    ('publications', EXISTS (SELECT FROM pg_catalog.pg_publication)),
    -- A catalog of all databases, of which not every column is for everybody.
    ('subscriptions', EXISTS (SELECT oid FROM pg_catalog.pg_subscription)),
    ('defaultPrivileges', EXISTS (SELECT FROM pg_catalog.pg_default_acl)),
    ('namespaces', true)
) AS kind (list, possible)
WHERE kind.possible
