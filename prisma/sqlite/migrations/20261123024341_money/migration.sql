-- CreateTable
CREATE TABLE "StockHold" (
    "sessionId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL CHECK ("quantity" > 0),

    PRIMARY KEY ("sessionId", "variantId"),
    CONSTRAINT "StockHold_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "CheckoutSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "StockHold_variantId_fkey" FOREIGN KEY ("variantId") REFERENCES "Variant" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CheckoutAddress" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "seenAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Promo" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "minPurchase" INTEGER,
    "maxDiscount" INTEGER,
    "usageLimit" INTEGER,
    "usedCount" INTEGER NOT NULL DEFAULT 0 CHECK ("usedCount" >= 0),
    "reservedCount" INTEGER NOT NULL DEFAULT 0 CHECK ("reservedCount" >= 0),
    "validFrom" DATETIME NOT NULL,
    "validUntil" DATETIME NOT NULL,
    "isActive" BOOLEAN NOT NULL DEFAULT true,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "JobLease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "finishedAt" DATETIME
);

-- CreateTable
CREATE TABLE "OutboxMail" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "data" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "nextAttemptAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimedUntil" DATETIME,
    "doneAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- CreateTable
CREATE TABLE "Refund" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orderId" TEXT NOT NULL,
    "stripeRefundId" TEXT,
    "idempotencyKey" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'REQUESTED',
    "cause" TEXT NOT NULL,
    "amountCents" INTEGER NOT NULL,
    "orderStatus" TEXT,
    "restock" BOOLEAN NOT NULL DEFAULT false,
    "lines" JSONB,
    "note" TEXT,
    "createdBy" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "nextAttemptAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Refund_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "OversoldPayment" (
    "stripeSessionId" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refundDueAt" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "nextAttemptAt" DATETIME NOT NULL,
    "resolvedAt" DATETIME
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_CheckoutSession" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "stripeSessionId" TEXT,
    "userId" TEXT,
    "activeUserId" TEXT,
    "addressHash" TEXT,
    "status" TEXT NOT NULL DEFAULT 'OPENING',
    "url" TEXT,
    "totalCents" INTEGER,
    "discountCents" INTEGER NOT NULL DEFAULT 0,
    "promoId" TEXT,
    "couponId" TEXT,
    "expiresAt" DATETIME NOT NULL,
    "sweepAfter" DATETIME,
    "idempotencyKey" TEXT,
    "requestHash" TEXT,
    "contactHash" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "CheckoutSession_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "CheckoutSession_promoId_fkey" FOREIGN KEY ("promoId") REFERENCES "Promo" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_CheckoutSession" ("contactHash", "createdAt", "expiresAt", "id", "idempotencyKey", "requestHash", "status", "stripeSessionId", "totalCents", "updatedAt", "url", "userId") SELECT "contactHash", "createdAt", "expiresAt", "id", "idempotencyKey", "requestHash", "status", "stripeSessionId", "totalCents", "updatedAt", "url", "userId" FROM "CheckoutSession";
DROP TABLE "CheckoutSession";
ALTER TABLE "new_CheckoutSession" RENAME TO "CheckoutSession";
CREATE UNIQUE INDEX "CheckoutSession_stripeSessionId_key" ON "CheckoutSession"("stripeSessionId");
CREATE UNIQUE INDEX "CheckoutSession_activeUserId_key" ON "CheckoutSession"("activeUserId");
CREATE UNIQUE INDEX "CheckoutSession_idempotencyKey_key" ON "CheckoutSession"("idempotencyKey");
CREATE INDEX "CheckoutSession_userId_idx" ON "CheckoutSession"("userId");
CREATE INDEX "CheckoutSession_promoId_idx" ON "CheckoutSession"("promoId");
CREATE INDEX "CheckoutSession_status_expiresAt_idx" ON "CheckoutSession"("status", "expiresAt");
CREATE INDEX "CheckoutSession_addressHash_status_idx" ON "CheckoutSession"("addressHash", "status");
CREATE INDEX "CheckoutSession_couponId_idx" ON "CheckoutSession"("couponId");
CREATE TABLE "new_StripeEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "type" TEXT NOT NULL,
    "apiVersion" TEXT,
    "objectId" TEXT,
    "payload" JSONB,
    "status" TEXT NOT NULL DEFAULT 'APPLIED',
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "lastError" TEXT,
    "nextAttemptAt" DATETIME,
    "appliedAt" DATETIME,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO "new_StripeEvent" ("createdAt", "id", "type") SELECT "createdAt", "id", "type" FROM "StripeEvent";
DROP TABLE "StripeEvent";
ALTER TABLE "new_StripeEvent" RENAME TO "StripeEvent";
CREATE INDEX "StripeEvent_status_nextAttemptAt_idx" ON "StripeEvent"("status", "nextAttemptAt");
CREATE INDEX "StripeEvent_objectId_idx" ON "StripeEvent"("objectId");
CREATE INDEX "StripeEvent_createdAt_id_idx" ON "StripeEvent"("createdAt", "id");
CREATE TABLE "new_OrderItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orderId" TEXT NOT NULL,
    "productId" TEXT,
    "productVariantId" TEXT,
    "productName" TEXT NOT NULL,
    "variantName" TEXT,
    "imageUrl" TEXT,
    "quantity" INTEGER NOT NULL,
    "unitsTaken" INTEGER NOT NULL DEFAULT 0 CHECK ("unitsTaken" BETWEEN 0 AND "quantity"),
    "unitsRefunded" INTEGER NOT NULL DEFAULT 0 CHECK ("unitsRefunded" BETWEEN 0 AND "quantity"),
    "unitPriceCents" INTEGER NOT NULL,
    "totalPriceCents" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "OrderItem_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "OrderItem_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "OrderItem_productVariantId_fkey" FOREIGN KEY ("productVariantId") REFERENCES "Variant" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
-- Until now every line of an order took its units, but for a variant that had been deleted.
INSERT INTO "new_OrderItem" ("createdAt", "id", "imageUrl", "orderId", "productId", "productName", "productVariantId", "quantity", "unitsTaken", "totalPriceCents", "unitPriceCents", "variantName") SELECT "createdAt", "id", "imageUrl", "orderId", "productId", "productName", "productVariantId", "quantity", CASE WHEN "productVariantId" IS NULL THEN 0 ELSE "quantity" END, "totalPriceCents", "unitPriceCents", "variantName" FROM "OrderItem";
DROP TABLE "OrderItem";
ALTER TABLE "new_OrderItem" RENAME TO "OrderItem";
CREATE INDEX "OrderItem_orderId_idx" ON "OrderItem"("orderId");
CREATE INDEX "OrderItem_productId_idx" ON "OrderItem"("productId");
CREATE INDEX "OrderItem_productVariantId_idx" ON "OrderItem"("productVariantId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
CREATE INDEX "Order_status_createdAt_id_idx" ON "Order"("status", "createdAt", "id");
