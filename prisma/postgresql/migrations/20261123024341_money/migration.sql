-- CreateEnum
CREATE TYPE "PromoType" AS ENUM ('PERCENTAGE', 'FIXED');

-- CreateEnum
CREATE TYPE "StripeEventStatus" AS ENUM ('APPLIED', 'WAITING', 'IGNORED', 'REVIEW');

-- CreateEnum
CREATE TYPE "RefundStatus" AS ENUM ('REQUESTED', 'PENDING', 'SUCCEEDED', 'FAILED');

-- CreateEnum
CREATE TYPE "RefundCause" AS ENUM ('OVERSOLD', 'ORDER', 'PARTIAL', 'STRIPE');

-- AlterEnum
ALTER TYPE "CheckoutStatus" ADD VALUE 'PROCESSING';

-- AlterTable
ALTER TABLE "CheckoutSession" ADD COLUMN     "activeUserId" TEXT,
ADD COLUMN     "addressHash" TEXT,
ADD COLUMN     "couponId" TEXT,
ADD COLUMN     "discountCents" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "promoId" TEXT,
ADD COLUMN     "sweepAfter" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "StripeEvent" ADD COLUMN     "apiVersion" TEXT,
ADD COLUMN     "appliedAt" TIMESTAMP(3),
ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "lastError" TEXT,
ADD COLUMN     "nextAttemptAt" TIMESTAMP(3),
ADD COLUMN     "objectId" TEXT,
ADD COLUMN     "payload" JSONB,
ADD COLUMN     "status" "StripeEventStatus" NOT NULL DEFAULT 'APPLIED';

-- AlterTable
ALTER TABLE "OrderItem" ADD COLUMN     "unitsRefunded" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "unitsTaken" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "StockHold" (
    "sessionId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "StockHold_pkey" PRIMARY KEY ("sessionId","variantId")
);

-- CreateTable
CREATE TABLE "CheckoutAddress" (
    "id" TEXT NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CheckoutAddress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Promo" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "type" "PromoType" NOT NULL,
    "value" INTEGER NOT NULL,
    "minPurchase" INTEGER,
    "maxDiscount" INTEGER,
    "usageLimit" INTEGER,
    "usedCount" INTEGER NOT NULL DEFAULT 0,
    "reservedCount" INTEGER NOT NULL DEFAULT 0,
    "validFrom" TIMESTAMP(3) NOT NULL,
    "validUntil" TIMESTAMP(3) NOT NULL,
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Promo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JobLease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "JobLease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "OutboxMail" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "data" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimedUntil" TIMESTAMP(3),
    "doneAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OutboxMail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Refund" (
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "stripeRefundId" TEXT,
    "idempotencyKey" TEXT NOT NULL,
    "status" "RefundStatus" NOT NULL DEFAULT 'REQUESTED',
    "cause" "RefundCause" NOT NULL,
    "amountCents" INTEGER NOT NULL,
    "orderStatus" "OrderStatus",
    "restock" BOOLEAN NOT NULL DEFAULT false,
    "lines" JSONB,
    "note" TEXT,
    "createdBy" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "nextAttemptAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OversoldPayment" (
    "stripeSessionId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refundDueAt" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,
    "resolvedAt" TIMESTAMP(3),

    CONSTRAINT "OversoldPayment_pkey" PRIMARY KEY ("stripeSessionId")
);

-- CreateIndex
CREATE INDEX "StockHold_variantId_idx" ON "StockHold"("variantId");

-- CreateIndex
CREATE INDEX "CheckoutAddress_seenAt_idx" ON "CheckoutAddress"("seenAt");

-- CreateIndex
CREATE UNIQUE INDEX "Promo_code_key" ON "Promo"("code");

-- CreateIndex
CREATE INDEX "Promo_createdAt_id_idx" ON "Promo"("createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMail_key_key" ON "OutboxMail"("key");

-- CreateIndex
CREATE INDEX "OutboxMail_doneAt_nextAttemptAt_idx" ON "OutboxMail"("doneAt", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "OutboxMail_subjectId_idx" ON "OutboxMail"("subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "Refund_stripeRefundId_key" ON "Refund"("stripeRefundId");

-- CreateIndex
CREATE UNIQUE INDEX "Refund_idempotencyKey_key" ON "Refund"("idempotencyKey");

-- CreateIndex
CREATE INDEX "Refund_orderId_idx" ON "Refund"("orderId");

-- CreateIndex
CREATE INDEX "Refund_status_nextAttemptAt_idx" ON "Refund"("status", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "OversoldPayment_resolvedAt_nextAttemptAt_idx" ON "OversoldPayment"("resolvedAt", "nextAttemptAt");

-- CreateIndex
CREATE UNIQUE INDEX "CheckoutSession_activeUserId_key" ON "CheckoutSession"("activeUserId");

-- CreateIndex
CREATE INDEX "CheckoutSession_promoId_idx" ON "CheckoutSession"("promoId");

-- CreateIndex
CREATE INDEX "CheckoutSession_addressHash_status_idx" ON "CheckoutSession"("addressHash", "status");

-- CreateIndex
CREATE INDEX "CheckoutSession_couponId_idx" ON "CheckoutSession"("couponId");

-- CreateIndex
CREATE INDEX "StripeEvent_status_nextAttemptAt_idx" ON "StripeEvent"("status", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "StripeEvent_objectId_idx" ON "StripeEvent"("objectId");

-- CreateIndex
CREATE INDEX "StripeEvent_createdAt_id_idx" ON "StripeEvent"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Order_status_createdAt_id_idx" ON "Order"("status", "createdAt", "id");

-- AddForeignKey
ALTER TABLE "CheckoutSession" ADD CONSTRAINT "CheckoutSession_promoId_fkey" FOREIGN KEY ("promoId") REFERENCES "Promo"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StockHold" ADD CONSTRAINT "StockHold_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "CheckoutSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StockHold" ADD CONSTRAINT "StockHold_variantId_fkey" FOREIGN KEY ("variantId") REFERENCES "Variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Refund" ADD CONSTRAINT "Refund_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Until now every line of an order took its units, but for a variant that had been deleted.
UPDATE "OrderItem" SET "unitsTaken" = "quantity" WHERE "productVariantId" IS NOT NULL;

-- AddCheck
ALTER TABLE "StockHold" ADD CONSTRAINT "StockHold_quantity_check" CHECK ("quantity" > 0);
ALTER TABLE "Promo" ADD CONSTRAINT "Promo_counts_check" CHECK ("usedCount" >= 0 AND "reservedCount" >= 0);
ALTER TABLE "OrderItem" ADD CONSTRAINT "OrderItem_units_check" CHECK ("unitsTaken" BETWEEN 0 AND "quantity" AND "unitsRefunded" BETWEEN 0 AND "quantity");
