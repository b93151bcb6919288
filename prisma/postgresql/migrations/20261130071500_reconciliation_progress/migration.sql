-- CreateTable
CREATE TABLE "ReconciliationProgress" (
    "pass" TEXT NOT NULL,
    "comparedUntil" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReconciliationProgress_pkey" PRIMARY KEY ("pass")
);

