/**
 * @param amount in the currency's smallest unit
 * @returns `12,90 €`, with the spaces that don't break, and a real minus below zero
 */
export function money(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('fr-FR', { style: 'currency', currency });
  const text = format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  // A minus as long as the digits are wide, where Intl writes a hyphen.
  return text.replace('-', '\u2212');
}
