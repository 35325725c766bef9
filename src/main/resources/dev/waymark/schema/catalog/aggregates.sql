-- Aggregate functions, in parts: no function of the server prints one.
SELECT
  p.tableoid AS catalog,
  p.oid AS object,
  pg_catalog.json_build_object(
    'namespace', n.nspname,
    'name', p.proname,
    'arguments', pg_catalog.oidvectortypes(p.proargtypes),
    'type', CASE g.aggkind WHEN 'o' THEN 'ordered-set' WHEN 'h' THEN 'hypothetical-set' ELSE 'normal' END,
    'returns', pg_catalog.pg_get_function_result(p.oid),
    'transitionFunction', NULLIF(g.aggtransfn::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'stateType', pg_catalog.format_type(g.aggtranstype, NULL),
    'initialCondition', g.agginitval,
    'finalFunction', NULLIF(g.aggfinalfn::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'combineFunction', NULLIF(g.aggcombinefn::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'serializationFunction', NULLIF(g.aggserialfn::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'deserializationFunction', NULLIF(g.aggdeserialfn::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'movingTransitionFunction', NULLIF(g.aggmtransfn::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'movingInverseFunction', NULLIF(g.aggminvtransfn::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'movingStateType', CASE WHEN g.aggmtranstype <> 0 THEN pg_catalog.format_type(g.aggmtranstype, NULL) END,
    'movingFinalFunction', NULLIF(g.aggmfinalfn::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
    'movingInitialCondition', g.aggminitval,
    'sortOperator', NULLIF(g.aggsortop, 0)::pg_catalog.regoperator::pg_catalog.text,
    'parallel', CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END,
    'owner', pg_catalog.pg_get_userbyid(p.proowner),
    'comment', d.description
  ) AS description
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_aggregate AS g ON g.aggfnoid = p.oid
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = p.tableoid AND d.objoid = p.oid AND d.objsubid = 0
WHERE n.nspname = ANY (:namespaces)
  -- What an extension made is the extension's.
  AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend AS e
    WHERE e.classid = p.tableoid AND e.objid = p.oid AND e.deptype = 'e'
  )
