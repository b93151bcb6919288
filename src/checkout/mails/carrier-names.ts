import type { Carrier } from '../../prisma/client.js';

/** Brand names. */
export const CARRIER_NAMES: Record<Carrier, string> = {
  COLISSIMO: 'Colissimo',
  MONDIAL_RELAY: 'Mondial Relay',
  CHRONOPOST: 'Chronopost',
  UPS: 'UPS',
  DHL: 'DHL',
  FEDEX: 'FedEx',
  OTHER: 'un transporteur',
};
