import { sessionExpiry } from './session-expiry.js';

const now = new Date('2026-01-01T00:00:00Z');

it.each([
  [31, '2026-01-01T00:31:00.000Z'],
  [0, '2026-01-01T00:31:00.000Z'],
  [5, '2026-01-01T00:31:00.000Z'],
  [90, '2026-01-01T01:30:00.000Z'],
  [1440, '2026-01-01T23:59:00.000Z'],
])('a hold of %i minutes ends the session at %s, within what Stripe allows', (minutes, end) => {
  expect(sessionExpiry(now, minutes).toISOString()).toBe(end);
});
