-- AlterTable
ALTER TABLE "OrderEvent" ADD COLUMN     "isInternal" BOOLEAN NOT NULL DEFAULT false;
