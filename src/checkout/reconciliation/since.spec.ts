import { parseSince } from './since.js';

const now = new Date('2026-03-10T12:00:00Z');

it.each([
  ['3d', '2026-03-07T12:00:00.000Z'],
  ['12h', '2026-03-10T00:00:00.000Z'],
  ['90m', '2026-03-10T10:30:00.000Z'],
  ['2026-03-01', '2026-02-28T23:00:00.000Z'],
  ['2026-03-01T10:30:00Z', '2026-03-01T10:30:00.000Z'],
])('reads %s as %s', (text, moment) => {
  expect(parseSince(text, now, 'Europe/Paris')?.toISOString()).toBe(moment);
});

it.each(['', '3', 'd', '3w', '-3d', '2026-13-01', '2026-02-30', '2026-03-11', 'yesterday'])('refuses %j', (text) => {
  expect(parseSince(text, now, 'Europe/Paris')).toBeNull();
});
