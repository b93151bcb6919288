import type { EarlierShop } from './earlier-shop.js';

const createdAt = new Date(Date.UTC(2026, 1, 1));
const times = { createdAt, updatedAt: createdAt };

const product = (id: string, name: string, searchText: string, rest: object = {}) => ({
  ...{ id, slug: id, name, category: 'Pokémon', searchText },
  ...times,
  ...rest,
});
const variant = (id: string, productId: string, stock: number, sku: string | null, rest: object = {}) => ({
  ...{ id, productId, name: 'Standard', priceCents: 4990, stock, sku },
  ...times,
  ...rest,
});

/** Stock before the orders of `orders.ts`: the first ledger row of each variant. */
const FIRST_STOCK = { 'v-fr': 10, 'v-en': 5, 'v-jp': 3, 'v-porygon': 8 };

/** Products with their search texts as that version folded them, duplicate SKUs, promo codes with spaces, alerts in several forms. */
export async function insertCatalogue({ insert }: EarlierShop): Promise<void> {
  await insert('Product', [
    product('ecarlate', 'Coffret X\u00a0: Écarlate', 'coffret x\u00a0: ecarlate\n'),
    product('porygon', 'Porygon‑Z', 'porygon‑z\n'),
    product('eveil', 'L‘Éveil', "l‘eveil\nle reveil de l'ete", { description: 'Le réveil de l’été' }),
    product('ex151', 'ＥＸ１５１', 'ｅｘ１５１\n'),
  ]);
  await insert('Variant', [
    variant('v-fr', 'ecarlate', 7, 'SKU-1', { language: 'FR' }),
    variant('v-en', 'ecarlate', 4, 'SKU-1', { language: 'EN' }),
    variant('v-jp', 'ecarlate', 3, '', { language: 'JP' }),
    variant('v-porygon', 'porygon', 6, '', { priceCents: 100 }),
    variant('v-eveil', 'eveil', 0, null, { isActive: false }),
  ]);
  await insert(
    'StockMovement',
    Object.entries(FIRST_STOCK).map(([variantId, units]) => ({
      ...{ id: `m-${variantId}`, variantId, delta: units, stockAfter: units, reason: 'INITIAL', createdAt },
    })),
  );
  const promo = { type: 'FIXED', value: 500, validFrom: createdAt, validUntil: createdAt, ...times };
  await insert('Promo', [
    { id: 'promo-spaces', code: 'NOËL 25', ...promo },
    { id: 'promo-taken', code: 'ÉTÉ 10', ...promo },
    { id: 'promo-takes', code: 'ÉTÉ10', ...promo },
  ]);
  const alert = (id: string, email: string, variantId: string) => ({
    id,
    email,
    productId: 'eveil',
    variantId,
    createdAt,
  });
  await insert('StockAlert', [
    alert('a-1', 'marie@café.example', ''),
    alert('a-2', 'marie@xn--caf-dma.example', ''),
    alert('a-3', 'josé@mañana.example', 'v-eveil'),
  ]);
}
