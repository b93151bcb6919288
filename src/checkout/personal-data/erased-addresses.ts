import type { OrderStatus } from '../../generated/sqlite/client.js';
import type { Address } from '../fulfilment/addresses.js';

/** An order in these is still to be sent: until it is, somebody has to know where to. */
export const TO_BE_SENT: OrderStatus[] = ['PENDING', 'CONFIRMED'];

/** @returns what is left of the delivery address of an order whose account was deleted: name and place, for the parcel */
export function addressLeft(status: OrderStatus, shippingAddress: Address | null): Address | null {
  if (!shippingAddress || !TO_BE_SENT.includes(status)) return null;
  const { name, address } = shippingAddress;
  return { name, phone: null, address };
}
