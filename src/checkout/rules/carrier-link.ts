import type { Carrier } from '../../prisma/client.js';

/** Tracks parcels of nearly every carrier by their number. */
const ANY_CARRIER = 'https://www.17track.net/fr/track#nums=';

const PAGES: Partial<Record<Carrier, string>> = {
  COLISSIMO: 'https://www.laposte.fr/outils/suivre-vos-envois?code=',
  CHRONOPOST: 'https://www.chronopost.fr/fr/suivi-colis?listeNumerosLT=',
  UPS: 'https://www.ups.com/track?loc=fr_FR&tracknum=',
  DHL: 'https://www.dhl.com/fr-fr/home/tracking/tracking-express.html?submit=1&tracking-id=',
  FEDEX: 'https://www.fedex.com/fedextrack/?trknbr=',
};

/** @returns the parcel's tracking page; null without a number */
export function carrierLink(carrier: Carrier | null, trackingNumber: string | null): string | null {
  if (!trackingNumber) return null;
  return `${(carrier && PAGES[carrier]) ?? ANY_CARRIER}${encodeURIComponent(trackingNumber)}`;
}
