import { parseBirthDate } from './birth-date.js';

const now = new Date('2026-06-01T12:00:00Z');

describe('parseBirthDate', () => {
  it.each([
    ['1997-04-01', '1997-04-01T00:00:00.000Z'],
    ['2000-02-29', '2000-02-29T00:00:00.000Z'],
    ['1997-04-01T23:30:00', '1997-04-01T23:30:00.000Z'],
    ['1997-04-01T00:30:00+02:00', '1997-03-31T22:30:00.000Z'],
    ['1997-04-01T00:00:00.000Z', '1997-04-01T00:00:00.000Z'],
  ])('reads %s', (text, iso) => expect(parseBirthDate(text, now)?.toISOString()).toBe(iso));

  it.each([
    '2026-06-02',
    '2001-02-29',
    '2001-04-31',
    '1899-12-31',
    '0000-01-01',
    '1997',
    '1997-W14-2',
    '01/04/1997',
    '',
  ])('refuses %j', (text) => expect(parseBirthDate(text, now)).toBeNull());
  it.each([
    '1997-04-01T25:00:00Z',
    '1997-04-01T10:60',
    '+001997-04-01',
    '1997-04-01 10:00',
    '1997-04-01T10:00:00+99:00',
  ])('refuses %j', (text) => expect(parseBirthDate(text, now)).toBeNull());
});
