/** What an import did, or would do. */
export class ProductImportResponse {
  /** Rows of the file, without the header. @example 30 */
  rows!: number;
  /** @example 1 */
  productsCreated!: number;
  /** @example 2 */
  productsUpdated!: number;
  /** @example 3 */
  variantsCreated!: number;
  /** Variants whose fields or stock change. @example 4 */
  variantsUpdated!: number;
  /** Entries in the stock ledger. @example 5 */
  stockChanges!: number;
  /** Rows that say what is already so. @example 23 */
  unchangedRows!: number;
}
