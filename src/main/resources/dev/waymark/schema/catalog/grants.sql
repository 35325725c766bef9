-- What is granted on objects of all kinds, where it is not what PostgreSQL grants by itself.
-- Compared role by role with the privileges that the object had when it was made (acldefault, or
-- pg_init_privs for what initdb granted, such as those on the namespace public), so that neither the
-- owner's own privileges nor PUBLIC's EXECUTE on functions are told, and losing them is.
-- Gives, beside the address, the column's name (or NULL) and the list of grants as JSON.
WITH acl AS (
  SELECT c.tableoid AS catalog, c.oid AS object, 0 AS sub, NULL::pg_catalog.name AS column_name,
    CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END AS type, c.relowner AS owner, c.relacl AS granted
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY (:namespaces)
    AND (c.relkind NOT IN ('r', 'p', 'f') OR c.oid = ANY (:relations))
  UNION ALL
  SELECT c.tableoid, c.oid, a.attnum, a.attname, 'c', c.relowner, a.attacl
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY (:namespaces) AND a.attnum > 0 AND NOT a.attisdropped
    AND (c.relkind NOT IN ('r', 'p', 'f') OR c.oid = ANY (:relations))
  UNION ALL
  SELECT p.tableoid, p.oid, 0, NULL, 'f', p.proowner, p.proacl
  FROM pg_catalog.pg_proc AS p
  JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
  WHERE n.nspname = ANY (:namespaces)
  UNION ALL
  SELECT t.tableoid, t.oid, 0, NULL, 'T', t.typowner, t.typacl
  FROM pg_catalog.pg_type AS t
  JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
  WHERE n.nspname = ANY (:namespaces)
  UNION ALL
  SELECT n.tableoid, n.oid, 0, NULL, 'n', n.nspowner, n.nspacl
  FROM pg_catalog.pg_namespace AS n
  WHERE n.nspname = ANY (:namespaces)
  UNION ALL
  SELECT l.tableoid, l.oid, 0, NULL, 'l', l.lanowner, l.lanacl
  FROM pg_catalog.pg_language AS l
  UNION ALL
  SELECT w.tableoid, w.oid, 0, NULL, 'F', w.fdwowner, w.fdwacl
  FROM pg_catalog.pg_foreign_data_wrapper AS w
  UNION ALL
  SELECT s.tableoid, s.oid, 0, NULL, 'S', s.srvowner, s.srvacl
  FROM pg_catalog.pg_foreign_server AS s
  UNION ALL
  -- Default privileges for all namespaces replace what PostgreSQL grants by itself; those for one
  -- namespace come on top, so there is nothing to compare them with.
  SELECT a.tableoid, a.oid, 0, NULL,
    CASE WHEN a.defaclnamespace = 0 THEN
      CASE a.defaclobjtype WHEN 'S' THEN 's' ELSE a.defaclobjtype::pg_catalog.text END
    END,
    a.defaclrole, a.defaclacl
  FROM pg_catalog.pg_default_acl AS a
  LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = a.defaclnamespace
  WHERE a.defaclnamespace = 0 OR n.nspname = ANY (:namespaces)
)
SELECT acl.catalog, acl.object, acl.column_name AS "column", grants.list AS grants
FROM acl
LEFT JOIN pg_catalog.pg_init_privs AS initial
  ON initial.classoid = acl.catalog AND initial.objoid = acl.object AND initial.objsubid = acl.sub
  AND initial.privtype = 'i'
CROSS JOIN LATERAL (
  SELECT
    pg_catalog.json_agg(
      pg_catalog.json_build_object(
        'grantee', role.grantee,
        'grantor', role.grantor,
        'privileges', role.privileges,
        'grantable', role.grantable
      )
      ORDER BY role.grantee, role.grantor
    ) AS list
  FROM (
    SELECT
      CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(x.grantee)::pg_catalog.text END AS grantee,
      CASE WHEN x.grantor <> acl.owner THEN pg_catalog.pg_get_userbyid(x.grantor)::pg_catalog.text END AS grantor,
      pg_catalog.json_agg(x.privilege_type ORDER BY x.privilege_type) FILTER (WHERE x.now) AS privileges,
      pg_catalog.json_agg(x.privilege_type ORDER BY x.privilege_type)
        FILTER (WHERE x.now AND x.is_grantable) AS grantable
    FROM (
      SELECT true AS now, g.* FROM pg_catalog.aclexplode(acl.granted) AS g
      UNION ALL
      SELECT false, g.*
      FROM pg_catalog.aclexplode(
        COALESCE(initial.initprivs, pg_catalog.acldefault(acl.type::pg_catalog."char", acl.owner))
      ) AS g
    ) AS x
    GROUP BY x.grantee, x.grantor
    -- Told when the two sets differ.
    HAVING
      pg_catalog.array_agg(x.privilege_type || x.is_grantable::pg_catalog.text
        ORDER BY x.privilege_type, x.is_grantable) FILTER (WHERE x.now)
      IS DISTINCT FROM
      pg_catalog.array_agg(x.privilege_type || x.is_grantable::pg_catalog.text
        ORDER BY x.privilege_type, x.is_grantable) FILTER (WHERE NOT x.now)
  ) AS role
) AS grants
WHERE acl.granted IS NOT NULL AND grants.list IS NOT NULL
