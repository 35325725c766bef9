-- Which differences were said to be open last.
SELECT said.differences
FROM ${own}.said_drift AS said
WHERE said.history OPERATOR(pg_catalog.=)
    pg_catalog.format('%I.%I', ?::pg_catalog.text, ?::pg_catalog.text)
  AND said.expectation OPERATOR(pg_catalog.=) ?::pg_catalog.text
