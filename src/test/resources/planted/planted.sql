-- What a role that may create in a schema can put in the way of everybody who looks there: operators, functions and
-- relations that fit an unqualified call as well as PostgreSQL's own, or better. A session that calls one of them is
-- told.
SET search_path = '';

CREATE FUNCTION shared.planted_tell(what text) RETURNS boolean LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'planted code was called: %', what;
END
$body$;

DO $plant$
DECLARE
  types CONSTANT regtype[] := ARRAY[
    'text', 'varchar', 'bpchar', 'name', '"char"', 'int2', 'int4', 'int8', 'oid', 'bool', 'uuid', 'json', 'jsonb',
    'timestamp', 'timestamptz', 'interval', 'float8', 'numeric', 'regclass', 'xid', 'text[]', 'varchar[]', 'name[]', 'oid[]',
    'int4[]', 'int2vector', 'oidvector', 'aclitem[]'
  ];
  operators CONSTANT text[] := ARRAY[
    '=', '<>', '<', '>', '<=', '>=', '||', '~', '!~', '~*', '~~', '!~~', '~~*', '+', '-', '*', '/', '&', '|', '>>', '<<', '->', '->>',
    '@>', '&&'
  ];
  operator text;
  left_type regtype;
  right_type regtype;
BEGIN
  FOREACH left_type IN ARRAY types LOOP
    FOREACH right_type IN ARRAY types LOOP
      EXECUTE format(
        'CREATE FUNCTION shared.planted_operator(%s, %s) RETURNS boolean LANGUAGE sql AS $f$ SELECT shared.planted_tell(%L) $f$',
        left_type, right_type, format('an operator of %s and %s', left_type, right_type)
      );
      FOREACH operator IN ARRAY operators LOOP
        EXECUTE format(
          'CREATE OPERATOR shared.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = shared.planted_operator)',
          operator, left_type, right_type
        );
      END LOOP;
    END LOOP;
  END LOOP;
END
$plant$;

-- Every function that takes a text, taking the driver's varchar.
DO $plant$
DECLARE
  found record;
BEGIN
  FOR found IN
    SELECT DISTINCT
      routine.proname AS name,
      pg_catalog.replace(pg_catalog.pg_get_function_identity_arguments(routine.oid), 'text', 'varchar') AS arguments
    FROM pg_catalog.pg_proc AS routine
    WHERE routine.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
      AND routine.prokind = 'f'
      AND routine.provariadic = 0
      AND 25 = ANY (routine.proargtypes)
      AND pg_catalog.pg_get_function_identity_arguments(routine.oid) !~ 'internal|any|OUT|cstring|record|trigger'
  LOOP
    EXECUTE format(
      'CREATE FUNCTION shared.%I(%s) RETURNS boolean LANGUAGE sql AS $f$ SELECT shared.planted_tell(%L) $f$',
      found.name, found.arguments, format('a function %s(%s)', found.name, found.arguments)
    );
  END LOOP;
END
$plant$;

-- Every catalog.
DO $plant$
DECLARE
  catalog name;
BEGIN
  FOR catalog IN
    SELECT relname FROM pg_catalog.pg_class
    WHERE relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND relkind IN ('r', 'v')
  LOOP
    EXECUTE format('CREATE VIEW shared.%I AS SELECT shared.planted_tell(%L)', catalog, 'a view ' || catalog);
  END LOOP;
END
$plant$;
