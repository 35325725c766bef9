-- The statement that creates an empty database like this one: its encoding and locale decide how
-- text sorts and which collations there are. The parameter is the new database's name.
-- The catalog's columns differ from 14 to 18, so they are read by name from the row as JSON.
SELECT
  pg_catalog.format(
    'CREATE DATABASE %I TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L',
    ?::pg_catalog.text,
    pg_catalog.pg_encoding_to_char(live.encoding),
    live.datcollate,
    live.datctype
  )
  OPERATOR(pg_catalog.||) CASE
    WHEN live.provider OPERATOR(pg_catalog.=) 'c' THEN ' LOCALE_PROVIDER libc'
    WHEN live.provider OPERATOR(pg_catalog.=) 'i' THEN
      pg_catalog.format(' LOCALE_PROVIDER icu ICU_LOCALE %L', live.locale)
    WHEN live.provider OPERATOR(pg_catalog.=) 'b' THEN
      pg_catalog.format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', live.locale)
    ELSE ''
  END
  OPERATOR(pg_catalog.||) coalesce(
    ' ICU_RULES '
      OPERATOR(pg_catalog.||) pg_catalog.quote_literal(live.description OPERATOR(pg_catalog.->>) 'daticurules'),
    ''
  )
  -- Naming the usual tablespace would ask for a privilege on it that leaving it out does not.
  OPERATOR(pg_catalog.||) CASE
    WHEN live.spcname OPERATOR(pg_catalog.=) 'pg_default' THEN ''
    ELSE pg_catalog.format(' TABLESPACE %I', live.spcname)
  END
FROM (
  SELECT
    database.encoding,
    database.datcollate,
    database.datctype,
    tablespace.spcname,
    fields.description,
    fields.description OPERATOR(pg_catalog.->>) 'datlocprovider' AS provider,
    coalesce(
      fields.description OPERATOR(pg_catalog.->>) 'datlocale',
      fields.description OPERATOR(pg_catalog.->>) 'daticulocale'
    ) AS locale
  FROM pg_catalog.pg_database AS database
  JOIN pg_catalog.pg_tablespace AS tablespace ON tablespace.oid OPERATOR(pg_catalog.=) database.dattablespace
  CROSS JOIN LATERAL (SELECT pg_catalog.to_jsonb(database) AS description) AS fields
  WHERE database.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
) AS live
