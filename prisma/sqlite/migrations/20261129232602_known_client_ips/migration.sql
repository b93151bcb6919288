-- CreateTable
CREATE TABLE "KnownClientIp" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "ipHash" TEXT NOT NULL,
    "lastLoginAt" DATETIME NOT NULL,
    CONSTRAINT "KnownClientIp_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "KnownClientIp_lastLoginAt_idx" ON "KnownClientIp"("lastLoginAt");

-- CreateIndex
CREATE UNIQUE INDEX "KnownClientIp_userId_ipHash_key" ON "KnownClientIp"("userId", "ipHash");
