-- DropIndex
DROP INDEX "Order_createdAt_id_orderNumber_userId_idx";

-- AlterTable
ALTER TABLE "Order" ADD COLUMN "searchText" TEXT;

-- AlterTable
ALTER TABLE "User" ADD COLUMN "searchText" TEXT;

-- AlterTable
ALTER TABLE "Profile" ADD COLUMN "countryCode" TEXT;

-- How far an upgrade has come that SQL can't do: a row a step of src/prisma/data-steps/. It is the database's own, and no
-- model knows it: a copy of a shop doesn't take it along.
CREATE TABLE "DataStep" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "cursor" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" DATETIME
);

-- CreateIndex
CREATE INDEX "Order_createdAt_id_searchText_userId_idx" ON "Order"("createdAt", "id", "searchText", "userId");
