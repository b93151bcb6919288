-- CreateTable
CREATE TABLE "ReconciliationFailure" (
    "objectId" TEXT NOT NULL PRIMARY KEY,
    "pass" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

