-- Operators. The types of the operands are part of the identity.
SELECT
  o.tableoid AS catalog,
  o.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', o.oprname,
    'arguments',
      CASE WHEN o.oprleft <> 0 THEN pg_catalog.format_type(o.oprleft, NULL) ELSE 'NONE' END
      || ', ' || pg_catalog.format_type(o.oprright, NULL),
    'returns', pg_catalog.format_type(o.oprresult, NULL),
    'function', NULLIF(o.oprcode::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'commutator', NULLIF(o.oprcom, 0)::pg_catalog.regoperator::pg_catalog.text,
    'negator', NULLIF(o.oprnegate, 0)::pg_catalog.regoperator::pg_catalog.text,
    'restrictionEstimator',
      NULLIF(o.oprrest::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'joinEstimator', NULLIF(o.oprjoin::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'hashes', o.oprcanhash,
    'merges', o.oprcanmerge,
    'owner', pg_catalog.pg_get_userbyid(o.oprowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_operator AS o
JOIN pg_catalog.pg_namespace AS n ON n.oid = o.oprnamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = o.tableoid AND d.objoid = o.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- Named as somebody's commutator or negator, and not made yet.
  AND o.oprcode::pg_catalog.oid <> 0
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = o.tableoid AND e.objid = o.oid AND e.deptype = 'e'
  )
