/** Removes what PostgreSQL does not store: NUL, and lone surrogates. A buyer may paste both into Stripe's page. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}
