-- The search's index: the trigrams of "Product"."searchText". LIKE is right without it, only slower, so a server that
-- doesn't have the extension, or an account that may not create it, does without.
DO $$
DECLARE
    trigrams text;
BEGIN
    BEGIN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
    EXCEPTION WHEN OTHERS THEN
        -- Each provider refuses in its own way.
        RAISE NOTICE 'pg_trgm: % (%)', SQLERRM, SQLSTATE;
    END;

    -- Somebody may have created it, in a schema that is not searched.
    SELECT nspname INTO trigrams
    FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
    WHERE extname = 'pg_trgm';

    IF trigrams IS NULL THEN
        RAISE NOTICE 'The search of products has no index: see docs/operations.md';
    ELSE
        EXECUTE format(
            'CREATE INDEX IF NOT EXISTS "Product_searchText_idx" ON "Product" USING gin ("searchText" %I.gin_trgm_ops)',
            trigrams
        );
    END IF;
EXCEPTION WHEN insufficient_privilege OR undefined_file THEN
    RAISE NOTICE 'The search of products has no index: % (%)', SQLERRM, SQLSTATE;
END $$;
