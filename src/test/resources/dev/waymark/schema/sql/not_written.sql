-- Beside what is watched, "shop", there is what it stands on; and there are secrets.
CREATE SCHEMA shop;
CREATE SCHEMA other;
CREATE TYPE other.mood AS ENUM ('good');
CREATE TABLE other.b (id int PRIMARY KEY);
CREATE TABLE shop.a (id int PRIMARY KEY, b_id int REFERENCES other.b, self int REFERENCES shop.a);
CREATE INDEX i ON shop.a (b_id);
UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'shop.i'::regclass;
UPDATE pg_catalog.pg_trigger AS t SET tgenabled = 'D'
FROM pg_catalog.pg_constraint AS k WHERE k.oid = t.tgconstraint AND k.conname = 'a_self_fkey';
CREATE TABLE shop.typed (mood other.mood);
CREATE INDEX ON shop.typed (mood);
CREATE VIEW shop.of_typed AS SELECT mood FROM shop.typed;
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER "two
lines" FOREIGN DATA WRAPPER w OPTIONS (host 'a', password 'secret');
CREATE USER MAPPING FOR PUBLIC SERVER "two
lines" OPTIONS (password 'secret');
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere password=secret' PUBLICATION p
  WITH (connect = false, slot_name = NONE);
CREATE FUNCTION shop.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION shop.g(int DEFAULT shop.f(1)) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION shop.f(int DEFAULT shop.g(1)) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW shop.on_f AS SELECT shop.f(2);
CREATE FUNCTION shop.own(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION shop.own(int DEFAULT shop.own(1)) RETURNS int LANGUAGE sql AS 'SELECT 1';
