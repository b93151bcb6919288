-- CreateTable
CREATE TABLE "KnownClientIp" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "ipHash" TEXT NOT NULL,
    "lastLoginAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "KnownClientIp_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "KnownClientIp_lastLoginAt_idx" ON "KnownClientIp"("lastLoginAt");

-- CreateIndex
CREATE UNIQUE INDEX "KnownClientIp_userId_ipHash_key" ON "KnownClientIp"("userId", "ipHash");

-- AddForeignKey
ALTER TABLE "KnownClientIp" ADD CONSTRAINT "KnownClientIp_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
