-- Subscriptions of this database for logical replication. Where they connect to is for superusers only,
-- holds passwords, and is not read. System columns such as tableoid are closed with it.
SELECT
  'pg_catalog.pg_subscription'::pg_catalog.regclass::pg_catalog.oid AS catalog,
  s.oid AS object,
  pg_catalog.json_build_object(
    'name', s.subname,
    'enabled', s.subenabled,
    'publications',
      (SELECT pg_catalog.json_agg(p ORDER BY p) FROM pg_catalog.unnest(s.subpublications) AS p),
    'slot', s.subslotname,
    'synchronousCommit', s.subsynccommit,
    'binary', s.subbinary,
    -- A boolean before PostgreSQL 16.
    'streaming',
      CASE s.substream::pg_catalog.text
        WHEN 'true' THEN 'on' WHEN 't' THEN 'on' WHEN 'p' THEN 'parallel' ELSE 'off'
      END,
    -- Pending and enabled are both what was asked for.
    'twoPhase', s.two_phase <> 'd',
    'disableOnError', s.disable_on_error,
    'passwordRequired', s.password_required,
    'runAsOwner', s.run_as_owner,
    'failover', s.failover,
    'origin', s.origin,
    'owner', pg_catalog.pg_get_userbyid(s.subowner),
    'comment', d.description
  ) AS description
-- PostgreSQL 15 brought two-phase and disable_on_error, 16 password_required, run_as_owner and origin,
-- 17 failover.
FROM (
  SELECT
    'd'::pg_catalog."char" AS subtwophasestate,
    false AS subdisableonerr,
    true AS subpasswordrequired,
    false AS subrunasowner,
    'any'::pg_catalog.text AS suborigin,
    false AS subfailover
) AS assumed
CROSS JOIN LATERAL (
  SELECT
    own.oid,
    own.subdbid,
    own.subname,
    own.subowner,
    own.subenabled,
    own.subbinary,
    own.substream,
    own.subslotname,
    own.subsynccommit,
    own.subpublications,
    subtwophasestate AS two_phase,
    subdisableonerr AS disable_on_error,
    subpasswordrequired AS password_required,
    subrunasowner AS run_as_owner,
    suborigin AS origin,
    subfailover AS failover
  FROM pg_catalog.pg_subscription AS own
) AS s
-- The catalog is shared by all databases, its comments are each database's own.
JOIN pg_catalog.pg_database AS b ON b.oid = s.subdbid AND b.datname = pg_catalog.current_database()
LEFT JOIN pg_catalog.pg_description AS d
  ON d.classoid = 'pg_catalog.pg_subscription'::pg_catalog.regclass AND d.objoid = s.oid
  AND d.objsubid = 0
