-- The hash of a client IP stayed with sessions that had ended.
UPDATE "CheckoutSession" SET "addressHash" = NULL
WHERE "addressHash" IS NOT NULL AND "status" NOT IN ('OPENING', 'OPEN');
