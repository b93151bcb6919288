import { correctedParcel } from './parcel.js';

const none = { carrier: null, trackingNumber: null, trackingUrl: null };
const sent = { carrier: 'UPS' as const, trackingNumber: '1Z', trackingUrl: 'https://example.com/1Z' };

describe('correctedParcel', () => {
  it('changes nothing where nothing new is given', () => {
    expect(correctedParcel(sent, {})).toBeNull();
    expect(correctedParcel(sent, { carrier: 'UPS', trackingNumber: '1Z' })).toBeNull();
    expect(correctedParcel(none, {})).toBeNull();
  });

  it('leads a new number or carrier to its page', () => {
    expect(correctedParcel(sent, { trackingNumber: '2Z' })?.trackingUrl).toMatch(/ups\.com.*2Z$/);
    expect(correctedParcel(sent, { carrier: 'OTHER' })?.trackingUrl).toMatch(/17track.*1Z$/);
  });

  it('takes the page that is given', () => {
    const trackingUrl = 'https://example.com/other';
    expect(correctedParcel(sent, { trackingNumber: '2Z', trackingUrl })?.trackingUrl).toBe(trackingUrl);
    expect(correctedParcel(sent, { trackingUrl })).toEqual({ ...sent, trackingUrl });
  });
});
