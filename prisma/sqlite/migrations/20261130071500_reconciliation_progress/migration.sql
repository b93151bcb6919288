-- CreateTable
CREATE TABLE "ReconciliationProgress" (
    "pass" TEXT NOT NULL PRIMARY KEY,
    "comparedUntil" DATETIME NOT NULL
);

