-- Which kinds of objects there can be, by the names of their lists. To plan the query of a kind that
-- there is not costs more than to run it. A kind may be named in vain, and must never be missing:
-- what an extension made, for example, is not told apart here.
WITH watched AS (
  SELECT n.oid FROM pg_catalog.pg_namespace AS n WHERE n.nspname = ANY (:namespaces)
)
SELECT
  CASE c.relkind
    WHEN 'S' THEN 'sequences' WHEN 'v' THEN 'views' WHEN 'm' THEN 'materializedViews'
    ELSE 'compositeTypes'
  END AS list
FROM pg_catalog.pg_class AS c
WHERE c.relkind IN ('S', 'v', 'm', 'c') AND c.relnamespace IN (SELECT watched.oid FROM watched)
UNION
SELECT
  CASE t.typtype WHEN 'e' THEN 'enums' WHEN 'd' THEN 'domains' WHEN 'r' THEN 'rangeTypes' ELSE 'baseTypes' END
FROM pg_catalog.pg_type AS t
WHERE t.typnamespace IN (SELECT watched.oid FROM watched)
  AND (
    t.typtype IN ('e', 'd', 'r')
    -- Every type brings that of its arrays (category A), which is no object of its own.
    OR t.typtype = 'b' AND NOT (t.typcategory = 'A' AND t.typelem <> 0)
  )
UNION
SELECT CASE p.prokind WHEN 'p' THEN 'procedures' WHEN 'a' THEN 'aggregates' ELSE 'functions' END
FROM pg_catalog.pg_proc AS p
WHERE p.pronamespace IN (SELECT watched.oid FROM watched)
UNION ALL
SELECT present.list
FROM (
  VALUES
    ('triggers', EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE NOT tgisinternal OR tgparentid <> 0)),
    ('rules', EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE rulename <> '_RETURN')),
    ('policies', EXISTS (SELECT FROM pg_catalog.pg_policy)),
    ('extendedStatistics', EXISTS (SELECT FROM pg_catalog.pg_statistic_ext)),
    (
      'collations',
      EXISTS (SELECT FROM pg_catalog.pg_collation WHERE collnamespace IN (SELECT watched.oid FROM watched))
    ),
    (
      'operators',
      EXISTS (SELECT FROM pg_catalog.pg_operator WHERE oprnamespace IN (SELECT watched.oid FROM watched))
    ),
    (
      'operatorFamilies',
      EXISTS (SELECT FROM pg_catalog.pg_opfamily WHERE opfnamespace IN (SELECT watched.oid FROM watched))
    ),
    (
      'operatorClasses',
      EXISTS (SELECT FROM pg_catalog.pg_opclass WHERE opcnamespace IN (SELECT watched.oid FROM watched))
    ),
    (
      'conversions',
      EXISTS (SELECT FROM pg_catalog.pg_conversion WHERE connamespace IN (SELECT watched.oid FROM watched))
    ),
    (
      'textSearchConfigurations',
      EXISTS (SELECT FROM pg_catalog.pg_ts_config WHERE cfgnamespace IN (SELECT watched.oid FROM watched))
    ),
    (
      'textSearchDictionaries',
      EXISTS (SELECT FROM pg_catalog.pg_ts_dict WHERE dictnamespace IN (SELECT watched.oid FROM watched))
    ),
    (
      'textSearchParsers',
      EXISTS (SELECT FROM pg_catalog.pg_ts_parser WHERE prsnamespace IN (SELECT watched.oid FROM watched))
    ),
    (
      'textSearchTemplates',
      EXISTS (SELECT FROM pg_catalog.pg_ts_template WHERE tmplnamespace IN (SELECT watched.oid FROM watched))
    ),
    ('extensions', true),
    -- Lower numbers are the server's own (FirstNormalObjectId).
    ('casts', EXISTS (SELECT FROM pg_catalog.pg_cast WHERE oid >= 16384)),
    ('languages', EXISTS (SELECT FROM pg_catalog.pg_language WHERE lanispl)),
    ('transforms', EXISTS (SELECT FROM pg_catalog.pg_transform)),
    ('accessMethods', EXISTS (SELECT FROM pg_catalog.pg_am WHERE oid >= 16384)),
    ('foreignDataWrappers', EXISTS (SELECT FROM pg_catalog.pg_foreign_data_wrapper)),
    ('foreignServers', EXISTS (SELECT FROM pg_catalog.pg_foreign_server)),
    ('userMappings', EXISTS (SELECT FROM pg_catalog.pg_user_mappings)),
    ('eventTriggers', EXISTS (SELECT FROM pg_catalog.pg_event_trigger)),
    ('publications', EXISTS (SELECT FROM pg_catalog.pg_publication)),
    -- That is a catalog of all databases, whose rows are not for everybody.
    ('subscriptions', EXISTS (SELECT oid FROM pg_catalog.pg_subscription)),
    ('defaultPrivileges', EXISTS (SELECT FROM pg_catalog.pg_default_acl)),
    ('namespaces', true)
) AS present (list, possible)
WHERE present.possible
