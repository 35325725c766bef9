-- A hash of the version of every row of the catalogs that describe a schema, with the relation whose
-- description it is part of: the one it is of, or 0. What has 0 may be named by what is printed of any
-- relation: types, functions, roles, namespaces. A row's xmin is the transaction that wrote it; VACUUM's
-- freezing keeps it (PostgreSQL 9.4 and newer), and what VACUUM and ANALYZE update in place leaves it
-- too. Rows of temporary tables count as well, which costs a read and loses nothing. Rows with an oid
-- below 16384 (FirstNormalObjectId) are PostgreSQL's own, in namespaces that are not watched; they are
-- left out where there are thousands of them, and so are the columns that each table has of PostgreSQL's.
-- A row is hashed as a record, of which its catalog is part: that takes half as long as its text. The hash
-- of a record is a sum over its columns, so the sum over all records does not say which of them has which
-- value. That is enough where each change brings an xmin that was never there; what comes without is hashed
-- as a text, or two roles that exchange their names would go unseen.
SELECT attrelid, pg_catalog.hash_record_extended(ROW(tableoid, attrelid, attnum, xmin), 0) FROM pg_catalog.pg_attribute
WHERE attrelid OPERATOR(pg_catalog.>=) 16384 AND attnum OPERATOR(pg_catalog.>) 0
UNION ALL
SELECT adrelid, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_attrdef
WHERE oid OPERATOR(pg_catalog.>=) 16384
UNION ALL
SELECT oid, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_class
WHERE oid OPERATOR(pg_catalog.>=) 16384
UNION ALL
SELECT indrelid, pg_catalog.hash_record_extended(ROW(tableoid, indexrelid, xmin), 0) FROM pg_catalog.pg_index
WHERE indexrelid OPERATOR(pg_catalog.>=) 16384
UNION ALL
SELECT conrelid, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_constraint
WHERE oid OPERATOR(pg_catalog.>=) 16384
UNION ALL
-- That of a relation's rows and the array of these are the relation's.
SELECT
  CASE
    WHEN own.typrelid OPERATOR(pg_catalog.<>) 0 THEN own.typrelid
    ELSE COALESCE(element.typrelid, 0)
  END,
  pg_catalog.hash_record_extended(ROW(own.tableoid, own.oid, own.xmin), 0)
FROM pg_catalog.pg_type AS own
LEFT JOIN pg_catalog.pg_type AS element
  ON element.oid OPERATOR(pg_catalog.=) own.typelem AND own.typcategory OPERATOR(pg_catalog.=) 'A'
WHERE own.oid OPERATOR(pg_catalog.>=) 16384
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_enum
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, rngtypid, xmin), 0) FROM pg_catalog.pg_range
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_proc
WHERE oid OPERATOR(pg_catalog.>=) 16384
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, aggfnoid::pg_catalog.oid, xmin), 0) FROM pg_catalog.pg_aggregate
WHERE aggfnoid::pg_catalog.oid OPERATOR(pg_catalog.>=) 16384
UNION ALL
SELECT tgrelid, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_trigger
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_event_trigger
UNION ALL
SELECT ev_class, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_rewrite
WHERE oid OPERATOR(pg_catalog.>=) 16384
UNION ALL
SELECT polrelid, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_policy
UNION ALL
SELECT seqrelid, pg_catalog.hash_record_extended(ROW(tableoid, seqrelid, xmin), 0) FROM pg_catalog.pg_sequence
UNION ALL
SELECT inhrelid, pg_catalog.hash_record_extended(ROW(tableoid, inhrelid, inhseqno, xmin), 0) FROM pg_catalog.pg_inherits
UNION ALL
SELECT partrelid, pg_catalog.hash_record_extended(ROW(tableoid, partrelid, xmin), 0)
FROM pg_catalog.pg_partitioned_table
UNION ALL
-- Only what no other catalog tells: members of extensions, owners of sequences, and the schemas
-- of publications, whose own catalog is as new as PostgreSQL 15.
SELECT
  CASE
    WHEN deptype OPERATOR(pg_catalog.=) 'a'
      AND classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
      THEN objid
    ELSE 0
  END,
  pg_catalog.hash_record_extended(ROW(tableoid, classid, objid, objsubid, refclassid, refobjid, refobjsubid, xmin), 0)
FROM pg_catalog.pg_depend
WHERE deptype OPERATOR(pg_catalog.=) 'e'
  OR (
    deptype OPERATOR(pg_catalog.=) 'a'
    AND (
      -- As a query of its own it is asked once, and not for each row.
      classid OPERATOR(pg_catalog.=) (
        SELECT pg_catalog.to_regclass('pg_catalog.pg_publication_namespace')::pg_catalog.oid
      )
      OR (
        classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
        AND objid OPERATOR(pg_catalog.=) ANY (SELECT seqrelid FROM pg_catalog.pg_sequence)
      )
    )
  )
UNION ALL
SELECT
  CASE
    WHEN classoid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass THEN objoid
    WHEN classoid OPERATOR(pg_catalog.=) 'pg_catalog.pg_constraint'::pg_catalog.regclass
      THEN COALESCE(
        (SELECT k.conrelid FROM pg_catalog.pg_constraint AS k WHERE k.oid OPERATOR(pg_catalog.=) objoid), 0
      )
    ELSE 0
  END,
  pg_catalog.hash_record_extended(ROW(tableoid, objoid, classoid, objsubid, xmin), 0)
FROM pg_catalog.pg_description
WHERE objoid OPERATOR(pg_catalog.>=) 16384
  OR classoid OPERATOR(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_namespace
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_extension
UNION ALL
SELECT stxrelid, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_statistic_ext
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_default_acl
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_publication
UNION ALL
SELECT prrelid, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_publication_rel
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_collation
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_opclass
UNION ALL
SELECT ftrelid, pg_catalog.hash_record_extended(ROW(tableoid, ftrelid, xmin), 0) FROM pg_catalog.pg_foreign_table
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_foreign_server
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_operator
WHERE oid OPERATOR(pg_catalog.>=) 16384
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_opfamily
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_amop
WHERE oid OPERATOR(pg_catalog.>=) 16384
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_amproc
WHERE oid OPERATOR(pg_catalog.>=) 16384
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_am
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_cast
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_conversion
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_language
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_transform
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_ts_config
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_ts_dict
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_ts_parser
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_ts_template
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_foreign_data_wrapper
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, mapcfg, maptokentype, mapseqno, xmin), 0)
FROM pg_catalog.pg_ts_config_map
UNION ALL
-- The catalog of user mappings is closed; what is read of them is in this view. It shows the options to
-- whom they belong: nothing else that is read depends on who looks.
SELECT 0, pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', 'user_mapping', umid, srvid, umuser, options.names), 0)
FROM pg_catalog.pg_user_mappings
CROSS JOIN LATERAL (
  SELECT pg_catalog.string_agg(pg_catalog.split_part(o, '=', 1), ' ') FROM pg_catalog.unnest(umoptions) AS o
) AS options (names)
UNION ALL
-- So are the row versions of subscriptions; their columns but one are open, on each version others.
SELECT 0, pg_catalog.hash_record_extended(ROW('subscription'::pg_catalog.text, subscription.state), 0)
FROM (
  SELECT
    NULL AS subtwophasestate, NULL AS subdisableonerr, NULL AS subpasswordrequired,
    NULL AS subrunasowner, NULL AS suborigin, NULL AS subfailover
) AS assumed
CROSS JOIN LATERAL (
  SELECT
    pg_catalog.concat_ws(
      ' ', own.oid, own.subdbid, own.subname, own.subowner, own.subenabled, own.subbinary,
      own.substream, own.subslotname, own.subsynccommit, own.subpublications, subtwophasestate,
      subdisableonerr, subpasswordrequired, subrunasowner, suborigin, subfailover
    )
  FROM pg_catalog.pg_subscription AS own
) AS subscription (state)
UNION ALL
SELECT 0, pg_catalog.hash_record_extended(ROW(tableoid, oid, xmin), 0) FROM pg_catalog.pg_tablespace
UNION ALL
-- The row versions of roles are for superusers; their names are for everybody.
SELECT 0, pg_catalog.hashtextextended(pg_catalog.concat_ws(' ', 'role', oid, rolname), 0) FROM pg_catalog.pg_roles
