-- AlterTable
ALTER TABLE "CheckoutSession" ADD COLUMN     "paymentMethods" TEXT;
