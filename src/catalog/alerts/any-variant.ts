/** `StockAlert.variantId` of who waits for any of the product's variants. */
export const ANY_VARIANT = '';
