-- Sets what was set in this session, where nothing else is. The parameters are the names and values.
SELECT pg_catalog.set_config(names.name, names.value, false)
FROM ROWS FROM (
  pg_catalog.unnest(?::pg_catalog.text[]),
  pg_catalog.unnest(?::pg_catalog.text[])
) AS names (name, value)
