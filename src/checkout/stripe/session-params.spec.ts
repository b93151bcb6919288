import { sessionExpiry, stripeExpiry } from './session-params.js';

const now = new Date('2026-01-01T00:00:00Z');

it.each([
  [35, '2026-01-01T00:35:00.000Z', '2026-01-01T00:35:00.000Z'],
  [0, '2026-01-01T00:35:00.000Z', '2026-01-01T00:35:00.000Z'],
  [5, '2026-01-01T00:05:00.000Z', '2026-01-01T00:35:00.000Z'],
  [90, '2026-01-01T01:30:00.000Z', '2026-01-01T01:30:00.000Z'],
  [1440, '2026-01-01T23:55:00.000Z', '2026-01-01T23:55:00.000Z'],
])('a hold of %i minutes ends at %s, and the page at Stripe at %s at the latest', (minutes, end, atStripe) => {
  const expiresAt = sessionExpiry(now, minutes);
  expect(expiresAt.toISOString()).toBe(end);
  expect(stripeExpiry(now, expiresAt).toISOString()).toBe(atStripe);
});
