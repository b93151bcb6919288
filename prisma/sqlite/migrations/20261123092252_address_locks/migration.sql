-- DropTable
DROP TABLE "CheckoutAddress";
