-- A small shop: what a diagram shows, one of each.
CREATE SCHEMA shop;
CREATE SCHEMA audit;
CREATE TYPE shop.order_state AS ENUM ('open', 'paid', 'sent');
CREATE TABLE shop.customer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text,
  referred_by bigint REFERENCES shop.customer
);
COMMENT ON TABLE shop.customer IS 'Who buys';
CREATE TABLE shop.product (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  price numeric(10,2) NOT NULL,
  tags text[],
  UNIQUE (name, price)
);
CREATE TABLE shop.purchase (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES shop.customer,
  state shop.order_state NOT NULL DEFAULT 'open',
  placed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE shop.item (
  purchase_id bigint REFERENCES shop.purchase,
  product_id bigint REFERENCES shop.product,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (purchase_id, product_id)
);
CREATE TABLE shop.invoice (
  purchase_id bigint PRIMARY KEY REFERENCES shop.purchase,
  number text NOT NULL UNIQUE,
  sent_at timestamptz
);
CREATE VIEW shop.open_purchase AS SELECT id, customer_id FROM shop.purchase WHERE state = 'open';
CREATE TABLE audit.event (
  at timestamptz NOT NULL,
  customer_id bigint REFERENCES shop.customer,
  what jsonb NOT NULL
) PARTITION BY RANGE (at);
CREATE TABLE audit.event_2026 PARTITION OF audit.event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE audit.event_rest PARTITION OF audit.event DEFAULT;
