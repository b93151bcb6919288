import type { Order } from '../../prisma/client.js';
import { carrierLink } from '../rules/carrier-link.js';
import type { ChangeStatusDto } from './dto/change-status.dto.js';

export type Parcel = Pick<Order, 'carrier' | 'trackingNumber' | 'trackingUrl'>;

/**
 * The parcel with the given changes. A new carrier or number gets a new link, unless a link was given.
 * @returns null when nothing would change
 */
export function correctedParcel(order: Parcel, given: Pick<ChangeStatusDto, keyof Parcel>): Parcel | null {
  const carrier = given.carrier ?? order.carrier;
  const trackingNumber = given.trackingNumber ?? order.trackingNumber;
  const isOther = carrier !== order.carrier || trackingNumber !== order.trackingNumber;
  const trackingUrl = given.trackingUrl ?? (isOther ? carrierLink(carrier, trackingNumber) : order.trackingUrl);
  return isOther || trackingUrl !== order.trackingUrl ? { carrier, trackingNumber, trackingUrl } : null;
}
