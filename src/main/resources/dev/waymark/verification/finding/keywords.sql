-- The words that quote_ident quotes: every keyword that is not unreserved.
SELECT k.word
FROM pg_catalog.pg_get_keywords() AS k
WHERE k.catcode <> 'U'
