-- What a statement has to say of an object and no comparison needs, ready as SQL.
-- Aggregates: their arguments with ORDER BY, and what they are made of beside functions and types.
SELECT p.tableoid AS catalog, p.oid AS object, 'signature' AS name,
  pg_catalog.pg_get_function_identity_arguments(p.oid) AS text
FROM pg_catalog.pg_proc AS p
WHERE p.oid >= 16384 AND p.prokind = 'a'
UNION ALL
SELECT p.tableoid, p.oid, 'arguments', pg_catalog.pg_get_function_arguments(p.oid)
FROM pg_catalog.pg_proc AS p
WHERE p.oid >= 16384 AND p.prokind = 'a'
UNION ALL
SELECT p.tableoid, p.oid, option.name, option.text
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_aggregate AS g ON g.aggfnoid = p.oid
CROSS JOIN LATERAL (
  VALUES
    ('SSPACE', CASE WHEN g.aggtransspace <> 0 THEN g.aggtransspace::pg_catalog.text END),
    ('MSSPACE', CASE WHEN g.aggmtransspace <> 0 THEN g.aggmtransspace::pg_catalog.text END),
    ('FINALFUNC_EXTRA', CASE WHEN g.aggfinalextra THEN '' END),
    ('MFINALFUNC_EXTRA', CASE WHEN g.aggmfinalextra THEN '' END),
    (
      'FINALFUNC_MODIFY',
      -- An ordered-set aggregate modifies its state unless it says otherwise; all others do not.
      CASE
        WHEN g.aggfinalfn::pg_catalog.oid <> 0
          AND g.aggfinalmodify <> CASE g.aggkind WHEN 'n' THEN 'r' ELSE 'w' END
          THEN CASE g.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END
      END
    ),
    (
      'MFINALFUNC_MODIFY',
      CASE
        WHEN g.aggmfinalfn::pg_catalog.oid <> 0
          AND g.aggmfinalmodify <> CASE g.aggkind WHEN 'n' THEN 'r' ELSE 'w' END
          THEN CASE g.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END
      END
    )
) AS option (name, text)
WHERE p.oid >= 16384 AND option.text IS NOT NULL
UNION ALL
SELECT p.tableoid, p.oid, 'SORTOP',
  'OPERATOR(' || pg_catalog.quote_ident(n.nspname) || '.' || o.oprname || ')'
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_aggregate AS g ON g.aggfnoid = p.oid
JOIN pg_catalog.pg_operator AS o ON o.oid = g.aggsortop
JOIN pg_catalog.pg_namespace AS n ON n.oid = o.oprnamespace
WHERE p.oid >= 16384
UNION ALL
-- Operators: those that they name.
SELECT o.tableoid, o.oid, other.name,
  'OPERATOR(' || pg_catalog.quote_ident(n.nspname) || '.' || named.oprname || ')'
FROM pg_catalog.pg_operator AS o
CROSS JOIN LATERAL (VALUES ('COMMUTATOR', o.oprcom), ('NEGATOR', o.oprnegate)) AS other (name, operator)
JOIN pg_catalog.pg_operator AS named ON named.oid = other.operator
JOIN pg_catalog.pg_namespace AS n ON n.oid = named.oprnamespace
WHERE o.oid >= 16384
UNION ALL
SELECT o.tableoid, o.oid, argument.name, pg_catalog.format_type(argument.type, NULL)
FROM pg_catalog.pg_operator AS o
CROSS JOIN LATERAL (VALUES ('LEFTARG', o.oprleft), ('RIGHTARG', o.oprright)) AS argument (name, type)
WHERE o.oid >= 16384 AND argument.type <> 0
UNION ALL
-- Operator classes, and the members that a family has beside those of its classes.
SELECT d.refclassid, d.refobjid, 'members',
  pg_catalog.string_agg(member.text, E',\n    ' ORDER BY member.sort, member.number, member.text)
FROM (
  SELECT o.tableoid AS catalog, o.oid AS object, 0 AS sort, o.amopstrategy AS number,
    'OPERATOR ' || o.amopstrategy || ' ' || o.amopopr::pg_catalog.regoperator::pg_catalog.text
    || COALESCE(
      (
        SELECT ' FOR ORDER BY ' || pg_catalog.quote_ident(sn.nspname) || '.' || pg_catalog.quote_ident(s.opfname)
        FROM pg_catalog.pg_opfamily AS s
        JOIN pg_catalog.pg_namespace AS sn ON sn.oid = s.opfnamespace
        WHERE s.oid = o.amopsortfamily
      ),
      ''
    ) AS text
  FROM pg_catalog.pg_amop AS o
  WHERE o.oid >= 16384
  UNION ALL
  SELECT p.tableoid, p.oid, 1, p.amprocnum,
    'FUNCTION ' || p.amprocnum || ' (' || pg_catalog.format_type(p.amproclefttype, NULL) || ', '
    || pg_catalog.format_type(p.amprocrighttype, NULL) || ') '
    || p.amproc::pg_catalog.oid::pg_catalog.regprocedure::pg_catalog.text
  FROM pg_catalog.pg_amproc AS p
  WHERE p.oid >= 16384
) AS member
JOIN pg_catalog.pg_depend AS d ON d.classid = member.catalog AND d.objid = member.object
WHERE d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass AND d.deptype = 'i'
  OR d.refclassid = 'pg_catalog.pg_opfamily'::pg_catalog.regclass AND d.deptype = 'a'
GROUP BY d.refclassid, d.refobjid
UNION ALL
-- Range types: the operator class of the subtype, where it is not the default.
SELECT t.tableoid, t.oid, 'SUBTYPE_OPCLASS',
  pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(o.opcname)
FROM pg_catalog.pg_range AS r
JOIN pg_catalog.pg_type AS t ON t.oid = r.rngtypid
JOIN pg_catalog.pg_opclass AS o ON o.oid = r.rngsubopc
JOIN pg_catalog.pg_namespace AS n ON n.oid = o.opcnamespace
WHERE t.oid >= 16384 AND NOT o.opcdefault
UNION ALL
-- Extensions: the schema, unless it is one that they bring, and the version, unless it is the default.
SELECT x.tableoid, x.oid, 'SCHEMA', pg_catalog.quote_ident(n.nspname)
FROM pg_catalog.pg_extension AS x
JOIN pg_catalog.pg_namespace AS n ON n.oid = x.extnamespace
WHERE NOT EXISTS (
  SELECT FROM pg_catalog.pg_depend AS e
  WHERE e.classid = n.tableoid AND e.objid = n.oid AND e.deptype = 'e'
)
UNION ALL
SELECT x.tableoid, x.oid, 'VERSION', x.extversion
FROM pg_catalog.pg_extension AS x
LEFT JOIN pg_catalog.pg_available_extensions AS known ON known.name = x.extname
WHERE x.extversion IS DISTINCT FROM known.default_version
UNION ALL
-- Indexes: the statistics targets of their expressions, which have numbers and no names.
SELECT c.tableoid, c.oid, 'statistics ' || a.attnum, a.attstattarget::pg_catalog.text
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
WHERE c.oid >= 16384 AND c.relkind IN ('i', 'I') AND a.attstattarget >= 0
UNION ALL
-- The namespace "public", where its owner is not the one that it has in an empty database.
SELECT n.tableoid, n.oid, 'OWNER', o.rolname::pg_catalog.text
FROM pg_catalog.pg_namespace AS n
JOIN pg_catalog.pg_roles AS o ON o.oid = n.nspowner
WHERE n.nspname = 'public'
  AND CASE
    WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 150000
      THEN o.rolname <> 'pg_database_owner'
    ELSE o.oid <> 10 -- BOOTSTRAP_SUPERUSERID
  END
UNION ALL
-- From here on, whole statements about what is not read because no comparison asks for it.
-- Comments on checks of domains, by check.
SELECT t.tableoid, t.oid, 'comment on ' || k.conname,
  'COMMENT ON CONSTRAINT ' || pg_catalog.quote_ident(k.conname) || ' ON DOMAIN '
  || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname)
  || ' IS ' || pg_catalog.quote_literal(d.description) || ';'
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_type AS t ON t.oid = k.contypid
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
JOIN pg_catalog.pg_description AS d ON d.classoid = k.tableoid AND d.objoid = k.oid AND d.objsubid = 0
UNION ALL
-- Comments on extensions, where they are not their own.
SELECT x.tableoid, x.oid, 'COMMENT',
  'COMMENT ON EXTENSION ' || pg_catalog.quote_ident(x.extname) || ' IS '
  || COALESCE(pg_catalog.quote_literal(d.description), 'NULL') || ';'
FROM pg_catalog.pg_extension AS x
LEFT JOIN pg_catalog.pg_description AS d ON d.classoid = x.tableoid AND d.objoid = x.oid AND d.objsubid = 0
LEFT JOIN pg_catalog.pg_available_extensions AS known ON known.name = x.extname
WHERE d.description IS DISTINCT FROM known.comment
UNION ALL
-- How columns of materialised views are stored and counted.
SELECT c.tableoid, c.oid, 'column ' || a.attnum || ' ' || said.words,
  'ALTER MATERIALIZED VIEW ' || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
  || ' ALTER COLUMN ' || pg_catalog.quote_ident(a.attname) || ' SET ' || said.words || ';'
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
CROSS JOIN LATERAL (
  VALUES
    (CASE WHEN a.attstattarget >= 0 THEN 'STATISTICS ' || a.attstattarget END),
    (
      CASE
        WHEN a.attstorage <> t.typstorage
          THEN 'STORAGE '
            || CASE a.attstorage
              WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED'
            END
      END
    ),
    (CASE a.attcompression WHEN 'p' THEN 'COMPRESSION pglz' WHEN 'l' THEN 'COMPRESSION lz4' END),
    (
      (
        SELECT '(' || pg_catalog.string_agg(o, ', ' ORDER BY o) || ')'
        FROM pg_catalog.unnest(a.attoptions) AS o
        WHERE NOT pg_catalog.starts_with(o, 'pg_')
      )
    )
) AS said (words)
WHERE c.oid >= 16384 AND c.relkind = 'm' AND said.words IS NOT NULL
UNION ALL
-- What is dropped with an extension, though it is none of its members; in one text by object.
SELECT d.classid, d.objid, 'DEPENDS',
  pg_catalog.string_agg(
    'ALTER ' || pg_catalog.upper(i.type) || ' ' || i.identity || ' DEPENDS ON EXTENSION '
    || pg_catalog.quote_ident(x.extname) || ';',
    E'\n' ORDER BY x.extname
  )
FROM pg_catalog.pg_depend AS d
JOIN pg_catalog.pg_extension AS x ON x.oid = d.refobjid
CROSS JOIN LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, 0) AS i
WHERE d.deptype = 'x' AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
GROUP BY d.classid, d.objid
