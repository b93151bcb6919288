import { clockSkewSeconds } from './stripe-clock.js';

const DATE = 'Thu, 01 Jan 2026 12:00:00 GMT';
const noon = Date.parse(DATE);

it.each([
  ['equal clocks', noon, noon + 1000, 0],
  ['equal clocks and a slow answer', noon - 1500, noon + 2500, 0],
  ['ours a minute behind', noon - 60_000, noon - 59_000, 60],
  ['ours a minute ahead', noon + 60_000, noon + 61_000, -60],
])('reads %s', (_, sentAt, receivedAt, seconds) => expect(clockSkewSeconds(DATE, sentAt, receivedAt)).toBe(seconds));

it('reads nothing from what is no date', () => expect(clockSkewSeconds('soon', noon, noon)).toBeNaN());
