-- The history of Waymark's own schema as Flyway makes it, which brings an older one up to date.
-- ${own} is the quoted schema.
CREATE TABLE ${own}.schema_history (
  installed_rank pg_catalog.int4 NOT NULL,
  version pg_catalog.varchar(50),
  description pg_catalog.varchar(200) NOT NULL,
  type pg_catalog.varchar(20) NOT NULL,
  script pg_catalog.varchar(1000) NOT NULL,
  checksum pg_catalog.int4,
  installed_by pg_catalog.varchar(100) NOT NULL,
  installed_on pg_catalog.timestamp NOT NULL DEFAULT pg_catalog.now(),
  execution_time pg_catalog.int4 NOT NULL,
  success pg_catalog.bool NOT NULL
);
ALTER TABLE ${own}.schema_history ADD CONSTRAINT schema_history_pk PRIMARY KEY (installed_rank);
CREATE INDEX schema_history_s_idx ON ${own}.schema_history (success);
