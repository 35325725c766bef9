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
  || CASE live.description ->> 'datlocprovider'
    WHEN 'c' THEN ' LOCALE_PROVIDER libc'
    WHEN 'i' THEN pg_catalog.format(' LOCALE_PROVIDER icu ICU_LOCALE %L', live.locale)
    WHEN 'b' THEN pg_catalog.format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', live.locale)
    ELSE ''
  END
  || coalesce(' ICU_RULES ' || pg_catalog.quote_literal(live.description ->> 'daticurules'), '')
  -- Naming the usual tablespace would ask for a privilege on it that leaving it out does not.
  || CASE live.spcname
    WHEN 'pg_default' THEN ''
    ELSE pg_catalog.format(' TABLESPACE %I', live.spcname)
  END
FROM (
  SELECT
    database.encoding,
    database.datcollate,
    database.datctype,
    tablespace.spcname,
    fields.description,
    coalesce(fields.description ->> 'datlocale', fields.description ->> 'daticulocale') AS locale
  FROM pg_catalog.pg_database AS database
  JOIN pg_catalog.pg_tablespace AS tablespace ON tablespace.oid = database.dattablespace
  CROSS JOIN LATERAL (SELECT pg_catalog.to_jsonb(database) AS description) AS fields
  WHERE database.datname = pg_catalog.current_database()
) AS live
