/** What an operator can mend; the message says how. */
export class ShopDataError extends Error {}
