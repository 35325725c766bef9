-- Whether this transaction may make temporary objects, as far as it is not a matter of privileges.
SELECT
  NOT pg_catalog.pg_is_in_recovery()
  AND pg_catalog.current_setting('transaction_read_only') = 'off'
