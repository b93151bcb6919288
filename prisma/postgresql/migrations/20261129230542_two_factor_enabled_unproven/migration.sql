-- AlterTable
ALTER TABLE "TwoFactor" ADD COLUMN "enabledUnproven" BOOLEAN NOT NULL DEFAULT false;

-- A factor that was enabled while its account's address was not verified may be a stranger's.
UPDATE "TwoFactor" SET "enabledUnproven" = true
WHERE "enabledAt" IS NOT NULL AND "userId" IN (SELECT "id" FROM "User" WHERE NOT "isVerified");
