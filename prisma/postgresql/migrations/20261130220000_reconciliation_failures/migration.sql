-- CreateTable
CREATE TABLE "ReconciliationFailure" (
    "objectId" TEXT NOT NULL,
    "pass" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ReconciliationFailure_pkey" PRIMARY KEY ("objectId")
);

