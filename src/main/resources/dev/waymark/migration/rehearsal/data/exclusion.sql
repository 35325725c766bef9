-- The keys of a constraint that excludes rows, in order: with the operators all of which two rows
-- must not meet, and the condition of the rows that it is for.
SELECT
  pg_catalog.pg_get_indexdef(restriction.conindid, key.number::integer, false) AS key,
  pg_catalog.format('OPERATOR(%I.%s)', namespace.nspname, operator.oprname) AS operator,
  pg_catalog.pg_get_expr(index.indpred, index.indrelid) AS condition
FROM pg_catalog.pg_constraint AS restriction
JOIN pg_catalog.pg_class AS relation ON relation.oid OPERATOR(pg_catalog.=) restriction.conrelid
JOIN pg_catalog.pg_namespace AS place ON place.oid OPERATOR(pg_catalog.=) relation.relnamespace
JOIN pg_catalog.pg_index AS index ON index.indexrelid OPERATOR(pg_catalog.=) restriction.conindid
CROSS JOIN LATERAL pg_catalog.unnest(restriction.conexclop) WITH ORDINALITY AS key (operator, number)
JOIN pg_catalog.pg_operator AS operator ON operator.oid OPERATOR(pg_catalog.=) key.operator
JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid OPERATOR(pg_catalog.=) operator.oprnamespace
WHERE place.nspname OPERATOR(pg_catalog.=) ?
  AND relation.relname OPERATOR(pg_catalog.=) ?
  AND restriction.conname OPERATOR(pg_catalog.=) ?
ORDER BY key.number
