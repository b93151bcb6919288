import { isReservedUsername } from './reserved-usernames.js';

describe('isReservedUsername', () => {
  it.each([
    'admin',
    'ADMIN',
    '_Admin-',
    'ad-min',
    'administrator',
    'root',
    'support',
    'null',
    'undefined',
    'no-reply',
    'admin1',
    'super_admin',
  ])('reserves %s', (name) => expect(isReservedUsername(name)).toBe(true));

  it.each(['boulevardtcg', 'Boulevard-TCG', 'boulevardtcg_support', 'the-boulevard_tcg'])(
    'reserves %s, which has the shop in it',
    (name) => expect(isReservedUsername(name)).toBe(true),
  );

  it.each(['sacha', 'admina', 'rooted', 'boulevard', 'nullard', 'ondine_73'])('leaves %s to customers', (name) =>
    expect(isReservedUsername(name)).toBe(false),
  );
});
