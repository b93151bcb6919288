/** What the only variant of a product is called. It tells nothing apart, so no customer reads it. */
const ONLY_VARIANT = 'Standard';

/** @returns what tells a variant apart from the others of its product; null when nothing does */
export function variantLabel(variant: {
  name: string | null;
  language: string | null;
  edition: string | null;
}): string | null {
  const name = variant.name === ONLY_VARIANT ? null : variant.name;
  return [name, variant.language, variant.edition].filter(Boolean).join(' • ') || null;
}

/** @returns product, variant, language and edition, as in an order's line */
export function lineName(
  line: Omit<Parameters<typeof variantLabel>[0], 'name'> & { productName: string; variantName: string },
): string {
  return [line.productName, variantLabel({ ...line, name: line.variantName })].filter(Boolean).join(' • ');
}
