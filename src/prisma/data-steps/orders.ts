import { countryCodeOf } from '../../common/countries/country-code.js';
import { orderSearchText } from '../search-texts.js';
import { lastId, pageAfter, type DataStep } from './data-step.js';
import { writeColumn } from './write-column.js';

/** As the JSON columns have it. */
interface StoredAddress {
  address: { country?: string; countryCode?: string | null } | null;
}

const COLUMNS = ['shippingAddress', 'billingAddress'] as const;

const select = {
  ...{ id: true, orderNumber: true, trackingNumber: true },
  ...{ shippingAddress: true, billingAddress: true, searchText: true },
};

/** `Order.searchText`, and `countryCode` in addresses whose country is known by what was typed. */
export const ordersStep: DataStep = {
  name: 'orders',
  async next(tx, after, kind) {
    const rows = await tx.order.findMany({ ...pageAfter(after), select });
    const texts = rows.flatMap((row) => {
      const text = orderSearchText(row);
      return text === row.searchText ? [] : [[row.id, text] as const];
    });
    await writeColumn(tx, { table: 'Order', column: 'searchText' }, texts);
    for (const column of COLUMNS) {
      const addresses = rows.flatMap(({ id, [column]: stored }) => {
        const known = withCountryCode(stored as unknown as StoredAddress | null);
        return known ? [[id, JSON.stringify(known)] as const] : [];
      });
      await writeColumn(tx, { table: 'Order', column, jsonOf: kind }, addresses);
    }
    return lastId(rows);
  },
};

/** @returns null where there is nothing to add */
function withCountryCode(stored: StoredAddress | null): StoredAddress | null {
  const address = stored?.address;
  if (!stored || !address || address.countryCode) return null;
  const countryCode = countryCodeOf(address.country);
  return countryCode === null ? null : { ...stored, address: { ...address, countryCode } };
}
