import { typedCode } from './typed-code.js';

describe('typedCode', () => {
  it.each([
    [' été-10 ', 'ÉTÉ-10'],
    ['Bienvenue 10', 'BIENVENUE10'],
    ['bienvenue\u00a0\u200b10', 'BIENVENUE10'],
    ['noël‑25', 'NOËL-25'],
    ['noe\u0308l – 25', 'NOËL-25'],
    ['ｆａｎ１', 'FAN1'],
    ['straße', 'STRASSE'],
    ['   ', ''],
  ])('makes %j %j, once and for all', (typed, code) => {
    expect(typedCode(typed)).toBe(code);
    expect(typedCode(code)).toBe(code);
  });
});
