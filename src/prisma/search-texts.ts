import { normaliseEmail, readableEmail } from '../common/email/email-address.js';
import { foldText } from '../common/text/fold-text.js';
import type { Order, User } from './client.js';

/** Characters. It stands in an index of PostgreSQL, which takes 2,704 bytes a row. */
const ORDER_MAX = 800;

/** @returns `User.searchText`, for every write of what it is made of */
export function userSearchText({
  email,
  username,
  firstName,
  lastName,
}: Pick<User, 'email' | 'username'> & { firstName?: string | null; lastName?: string | null }): string {
  return foldedLines(...formsOf(email), username, `${firstName ?? ''} ${lastName ?? ''}`);
}

/** @returns `Order.searchText`, for every write of what it is made of; account and lines are not in it */
export function orderSearchText({
  orderNumber,
  trackingNumber,
  shippingAddress,
  billingAddress,
}: Pick<Order, 'orderNumber'> & Partial<Pick<Order, 'trackingNumber'>> & Addresses): string {
  const [shipping, billing] = [shippingAddress as AddressName | null, billingAddress as AddressName | null];
  const emails = formsOf(billing?.email ?? '');
  // Mostly the names are one, and half as much is searched.
  const fields = new Set([orderNumber, trackingNumber, ...emails, shipping?.name, billing?.name]);
  const text = foldedLines(...fields);
  // The other half of a character would be none.
  return text.slice(0, ORDER_MAX).replace(/[\ud800-\udbff]$/, '');
}

/** As their JSON columns have them. */
interface Addresses {
  shippingAddress?: unknown;
  billingAddress?: unknown;
}

interface AddressName {
  name?: string | null;
  email?: string | null;
}

/** The fields, folded, a line each, so that no match runs from one into the next. Punctuation tells e-mails apart. */
function foldedLines(...fields: (string | null | undefined)[]): string {
  return fields.map((field) => foldText(field ?? '')).join('\n');
}

/** As it is kept, and as people write it where its domain has other letters than those of ASCII. */
function formsOf(email: string): string[] {
  const kept = normaliseEmail(email);
  return [...new Set([kept, readableEmail(kept)])];
}
