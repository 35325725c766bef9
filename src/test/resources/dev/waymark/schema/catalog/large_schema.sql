-- Tables of a large schema, from number :first to :last: 10 columns, a primary key, 4 more indexes, a foreign
-- key and a check each. Both numbers are replaced before this is sent. A transaction holds a lock for each
-- table and index that it makes, so more than 250 tables take several.
DO $$ BEGIN
  FOR t IN :first..:last LOOP
    EXECUTE format('CREATE TABLE t%s (id integer PRIMARY KEY, a integer NOT NULL, b text,
      c text DEFAULT ''x'', d numeric(10,2), e timestamptz DEFAULT now(), f boolean, g uuid,
      h jsonb, parent integer REFERENCES t%s, CHECK (a > 0))', t, greatest(t - 1, 1));
    EXECUTE format('CREATE INDEX ON t%s (a)', t);
    EXECUTE format('CREATE INDEX ON t%s (b, c DESC)', t);
    EXECUTE format('CREATE INDEX ON t%s (lower(b))', t);
    EXECUTE format('CREATE INDEX ON t%s (parent) WHERE f', t);
  END LOOP;
END $$;
