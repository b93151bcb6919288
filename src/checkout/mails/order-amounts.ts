import { money } from '../../common/money.js';
import type { Row } from '../../mail/layout/content.js';
import type { OrderForMail } from './order-for-mail.js';

type Order = OrderForMail['order'];

/** Stored by earlier versions for products without variants. */
const NO_VARIANT = 'Standard';

/** The items with what each line cost. */
export function itemRows({ items, currency }: Order): Row[] {
  return items.map(({ productName, variantName, sku, quantity, totalPriceCents }) => {
    const variant = variantName && variantName !== NO_VARIANT ? ` (${variantName})` : '';
    const reference = sku ? `, réf. ${sku}` : '';
    return [`${productName}${variant}${reference} × ${quantity}`, money(totalPriceCents, currency)];
  });
}

/** From the items to the total. */
export function amountRows(order: Order): { rows: Row[]; total: Row } {
  const { currency, subtotalCents, discountCents, promoCode, shippingCost, totalCents } = order;
  const rows = itemRows(order);
  rows.push(['Sous-total', money(subtotalCents, currency)]);
  if (discountCents) rows.push([promoCode ? `Remise (${promoCode})` : 'Remise', money(-discountCents, currency)]);
  if (shippingCost !== null) rows.push(['Livraison', shippingCost ? money(shippingCost, currency) : 'Offerte']);
  return { rows, total: ['Total payé', money(totalCents, currency)] };
}
