CREATE SCHEMA shop;
CREATE FUNCTION shop.t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE shop.other (id int PRIMARY KEY);
CREATE TABLE shop.p (
  id int, day date NOT NULL DEFAULT CURRENT_DATE, note text COLLATE "C" DEFAULT 'x',
  other_id int REFERENCES shop.other, CHECK (id > 0), PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
CREATE TABLE shop.p1 PARTITION OF shop.p FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE shop.p2 (note text COLLATE "C", id int NOT NULL, other_id int, day date NOT NULL,
  CONSTRAINT p_id_check CHECK (id > 0)) PARTITION BY HASH (id);
CREATE TABLE shop.p2a PARTITION OF shop.p2 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE UNIQUE INDEX own_name ON shop.p2a (id, day);
ALTER TABLE shop.p ATTACH PARTITION shop.p2 FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
CREATE TABLE shop.p3 PARTITION OF shop.p DEFAULT WITH (fillfactor=70);
ALTER TABLE shop.p3 ALTER note SET DEFAULT 'y', ALTER note SET NOT NULL, ALTER day DROP DEFAULT,
  ALTER note SET STATISTICS 7;
CREATE INDEX ON shop.p (note);
CREATE INDEX ON shop.p3 (id) WHERE id > 5;
CREATE INDEX half ON ONLY shop.p (other_id);
CREATE TRIGGER t BEFORE INSERT ON shop.p FOR EACH ROW EXECUTE FUNCTION shop.t();
ALTER TABLE shop.p1 DISABLE TRIGGER t;
CREATE TABLE shop.to_p (id int, day date, FOREIGN KEY (id, day) REFERENCES shop.p);
COMMENT ON CONSTRAINT p_id_check ON shop.p1 IS 'of the partition';
COMMENT ON INDEX shop.p1_note_idx IS 'of the partition';
CREATE VIEW shop.grouped AS SELECT p.id, p.day, p.note FROM shop.p GROUP BY p.id, p.day;
ALTER TABLE shop.p ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON shop.p1 USING (id > 0);
CREATE PUBLICATION pub FOR TABLE shop.p, shop.other WITH (publish_via_partition_root);
CREATE TABLE shop.key_of_its_own (id int, k int CONSTRAINT own_key REFERENCES shop.other);
CREATE TABLE shop.keyed (id int, k int REFERENCES shop.other) PARTITION BY LIST (id);
ALTER TABLE shop.keyed ATTACH PARTITION shop.key_of_its_own DEFAULT;
CREATE TABLE shop.keyed_1 PARTITION OF shop.keyed FOR VALUES IN (1);
