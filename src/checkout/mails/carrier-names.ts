import type { Carrier } from '../../generated/sqlite/client.js';

/** As they call themselves. */
export const CARRIER_NAMES: Record<Carrier, string> = {
  COLISSIMO: 'Colissimo',
  MONDIAL_RELAY: 'Mondial Relay',
  CHRONOPOST: 'Chronopost',
  UPS: 'UPS',
  DHL: 'DHL',
  FEDEX: 'FedEx',
  OTHER: 'un transporteur',
};
