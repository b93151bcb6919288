-- DropIndex
DROP INDEX "AdminChange_createdAt_idx";

-- DropIndex
DROP INDEX "Review_productId_isApproved_createdAt_idx";

-- DropIndex
DROP INDEX "TradeOffer_creatorId_createdAt_idx";

-- DropIndex
DROP INDEX "TradeOffer_receiverId_createdAt_idx";

-- AlterTable
ALTER TABLE "AdminChange" ADD COLUMN "after" JSONB;
ALTER TABLE "AdminChange" ADD COLUMN "before" JSONB;

-- AlterTable
ALTER TABLE "Login" ADD COLUMN "usedAt" DATETIME;
ALTER TABLE "Login" ADD COLUMN "userAgent" TEXT;

-- CreateTable
CREATE TABLE "AccountToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "AccountToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TwoFactor" (
    "userId" TEXT NOT NULL PRIMARY KEY,
    "secret" TEXT NOT NULL,
    "enabledAt" DATETIME,
    "lastStep" INTEGER,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "TwoFactor_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    CONSTRAINT "RecoveryCode_userId_fkey" FOREIGN KEY ("userId") REFERENCES "TwoFactor" ("userId") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StockAlert" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "variantId" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "StockAlert_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CollectionItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "cardName" TEXT NOT NULL,
    "cardImage" TEXT,
    "cardSet" TEXT,
    "quantity" INTEGER NOT NULL,
    "condition" TEXT,
    "language" TEXT,
    "notes" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "CollectionItem_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "Order" ADD COLUMN "eraseOnEnd" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "User" ADD COLUMN "marketingConsent" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "User" ADD COLUMN "marketingConsentAt" DATETIME;
ALTER TABLE "User" ADD COLUMN "analyticsConsent" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "User" ADD COLUMN "analyticsConsentAt" DATETIME;
ALTER TABLE "User" ADD COLUMN "privacyPolicyVersion" TEXT;
ALTER TABLE "User" ADD COLUMN "privacyAcceptedAt" DATETIME;
ALTER TABLE "User" ADD COLUMN "deletionRequestedAt" DATETIME;
ALTER TABLE "User" ADD COLUMN "deletionDueAt" DATETIME;

-- CreateIndex
CREATE INDEX "User_deletionDueAt_idx" ON "User"("deletionDueAt");

-- CreateIndex
CREATE UNIQUE INDEX "AccountToken_tokenHash_key" ON "AccountToken"("tokenHash");

-- CreateIndex
CREATE INDEX "AccountToken_userId_purpose_idx" ON "AccountToken"("userId", "purpose");

-- CreateIndex
CREATE INDEX "AccountToken_expiresAt_idx" ON "AccountToken"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "RecoveryCode_userId_codeHash_key" ON "RecoveryCode"("userId", "codeHash");

-- CreateIndex
CREATE INDEX "StockAlert_productId_variantId_idx" ON "StockAlert"("productId", "variantId");

-- CreateIndex
CREATE UNIQUE INDEX "StockAlert_email_productId_variantId_key" ON "StockAlert"("email", "productId", "variantId");

-- CreateIndex
CREATE INDEX "CollectionItem_userId_createdAt_id_idx" ON "CollectionItem"("userId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CollectionItem_userId_cardId_key" ON "CollectionItem"("userId", "cardId");

-- CreateIndex
CREATE INDEX "AdminChange_createdAt_id_idx" ON "AdminChange"("createdAt", "id");

-- CreateIndex
CREATE INDEX "AdminChange_adminId_createdAt_idx" ON "AdminChange"("adminId", "createdAt");

-- CreateIndex
CREATE INDEX "ProductImage_url_idx" ON "ProductImage"("url");

-- CreateIndex
CREATE INDEX "Review_productId_isApproved_createdAt_id_idx" ON "Review"("productId", "isApproved", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Review_createdAt_id_idx" ON "Review"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Review_isApproved_createdAt_id_idx" ON "Review"("isApproved", "createdAt", "id");

-- CreateIndex
CREATE INDEX "TradeOffer_creatorId_createdAt_id_idx" ON "TradeOffer"("creatorId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "TradeOffer_receiverId_createdAt_id_idx" ON "TradeOffer"("receiverId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Favorite_userId_createdAt_id_idx" ON "Favorite"("userId", "createdAt", "id");
