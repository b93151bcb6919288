-- AlterTable
ALTER TABLE "CheckoutSession" ADD COLUMN "delivery" JSONB;

-- AlterTable
ALTER TABLE "Order" ADD COLUMN "isTest" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Installation" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "installationId" TEXT NOT NULL,
    "stripeAccountId" TEXT,
    "jobsEnabled" BOOLEAN NOT NULL DEFAULT true
);
