import { carrierLink } from './carrier-link.js';

describe('carrierLink', () => {
  it.each([
    ['COLISSIMO', 'https://www.laposte.fr/outils/suivre-vos-envois?code=6A123'],
    ['CHRONOPOST', 'https://www.chronopost.fr/fr/suivi-colis?listeNumerosLT=6A123'],
    ['UPS', 'https://www.ups.com/track?loc=fr_FR&tracknum=6A123'],
    ['DHL', 'https://www.dhl.com/fr-fr/home/tracking/tracking-express.html?submit=1&tracking-id=6A123'],
    ['FEDEX', 'https://www.fedex.com/fedextrack/?trknbr=6A123'],
    ['MONDIAL_RELAY', 'https://www.17track.net/fr/track#nums=6A123'],
    ['OTHER', 'https://www.17track.net/fr/track#nums=6A123'],
    [null, 'https://www.17track.net/fr/track#nums=6A123'],
  ] as const)('sends a parcel of %s to %s', (carrier, link) => {
    expect(carrierLink(carrier, '6A123')).toBe(link);
  });

  it('encodes the number, and has no link without one', () => {
    expect(carrierLink('UPS', '1Z 9&x=<y>')).toBe('https://www.ups.com/track?loc=fr_FR&tracknum=1Z%209%26x%3D%3Cy%3E');
    expect(carrierLink('COLISSIMO', null)).toBeNull();
    expect(carrierLink('COLISSIMO', '')).toBeNull();
  });
});
