-- AlterTable
ALTER TABLE "StripeEvent" ADD COLUMN "paymentIntentId" TEXT;

-- CreateIndex
CREATE INDEX "StripeEvent_status_paymentIntentId_idx" ON "StripeEvent"("status", "paymentIntentId");

-- What waits already is found as well.
UPDATE "StripeEvent" SET "paymentIntentId" = "payload" -> 'data' -> 'object' ->> 'payment_intent' WHERE "status" = 'WAITING';
