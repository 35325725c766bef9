-- The words that must be quoted to be a name (quote_identifier in ruleutils.c).
SELECT k.word FROM pg_catalog.pg_get_keywords() AS k WHERE k.catcode <> 'U'
