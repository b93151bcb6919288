/**
 * @param amount in the currency's smallest unit
 * @returns `12,90 €`, with the spaces that don't break
 */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('fr-FR', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
