-- CreateEnum
CREATE TYPE "PaymentWarningKind" AS ENUM ('EARLY_FRAUD_WARNING', 'REVIEW');

-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "lostCents" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Refund" ADD COLUMN     "checkedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "Dispute" (
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "amountCents" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "evidenceDueAt" TIMESTAMP(3),
    "openedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentWarning" (
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "kind" "PaymentWarningKind" NOT NULL,
    "reason" TEXT NOT NULL,
    "isOpen" BOOLEAN NOT NULL,
    "closedReason" TEXT,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PaymentWarning_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Dispute_orderId_idx" ON "Dispute"("orderId");

-- CreateIndex
CREATE INDEX "Dispute_status_evidenceDueAt_idx" ON "Dispute"("status", "evidenceDueAt");

-- CreateIndex
CREATE INDEX "PaymentWarning_orderId_idx" ON "PaymentWarning"("orderId");

-- CreateIndex
CREATE INDEX "PaymentWarning_isOpen_idx" ON "PaymentWarning"("isOpen");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "Order_status_totalCents_refundedCents_lostCents_idx" ON "Order"("status", "totalCents", "refundedCents", "lostCents");

-- CreateIndex
CREATE INDEX IF NOT EXISTS "Refund_status_createdAt_checkedAt_idx" ON "Refund"("status", "createdAt", "checkedAt");

-- DropIndex
DROP INDEX "Order_status_totalCents_refundedCents_idx";

-- AddForeignKey
ALTER TABLE "Dispute" ADD CONSTRAINT "Dispute_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentWarning" ADD CONSTRAINT "PaymentWarning_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE CASCADE ON UPDATE CASCADE;
