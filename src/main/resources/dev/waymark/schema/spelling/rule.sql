-- How the rule of the temporary view is printed; the view's own is not one of them.
SELECT pg_catalog.pg_get_ruledef(r.oid)
FROM pg_catalog.pg_rewrite AS r
JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class
WHERE c.relnamespace = pg_catalog.pg_my_temp_schema()
  AND c.relname = 'waymark_ruled'
  AND r.rulename <> '_RETURN'
