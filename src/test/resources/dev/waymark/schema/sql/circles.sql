CREATE SCHEMA shop;
CREATE TABLE shop.a (id int PRIMARY KEY, price numeric);
CREATE FUNCTION shop.next_price(shop.a) RETURNS numeric LANGUAGE sql
  AS 'SELECT ($1).price + 1';
CREATE FUNCTION shop.highest() RETURNS numeric LANGUAGE sql
  BEGIN ATOMIC SELECT max(price) FROM shop.a; END;
ALTER TABLE shop.a ALTER price SET DEFAULT shop.highest();
ALTER TABLE shop.a ADD CONSTRAINT c CHECK (shop.next_price(a) > 0);
CREATE DOMAIN shop.positive AS numeric;
CREATE FUNCTION shop.is_positive(shop.positive) RETURNS boolean LANGUAGE sql
  AS 'SELECT $1 > 0';
ALTER DOMAIN shop.positive ADD CONSTRAINT p CHECK (shop.is_positive(VALUE));
CREATE TABLE shop.b (id int PRIMARY KEY, a_id int REFERENCES shop.a);
ALTER TABLE shop.a ADD b_id int REFERENCES shop.b;
CREATE VIEW shop.v AS SELECT 1 AS x;
CREATE FUNCTION shop.of_v() RETURNS SETOF shop.v LANGUAGE sql
  BEGIN ATOMIC SELECT * FROM shop.v; END;
CREATE OR REPLACE VIEW shop.v AS SELECT 1 AS x FROM (SELECT count(*) FROM shop.of_v()) AS n;
CREATE FUNCTION shop.ping() RETURNS int LANGUAGE sql RETURN 1;
CREATE FUNCTION shop.pong() RETURNS int LANGUAGE sql RETURN shop.ping();
CREATE OR REPLACE FUNCTION shop.ping() RETURNS int LANGUAGE sql RETURN shop.pong();
CREATE VIEW shop.by_key AS SELECT a.id, a.price, count(*) FROM shop.a GROUP BY a.id;
CREATE TABLE shop.s (id serial, n bigserial PRIMARY KEY);
ALTER SEQUENCE shop.s_id_seq OWNED BY NONE;
CREATE FUNCTION shop.down(n int) RETURNS int LANGUAGE sql RETURN n;
CREATE OR REPLACE FUNCTION shop.down(n int) RETURNS int LANGUAGE sql
  BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN shop.down(n - 1) END; END;
CREATE VIEW shop.endless AS SELECT 1 AS x;
CREATE OR REPLACE VIEW shop.endless AS SELECT x FROM shop.endless;
