import { CARD_NAMES } from '../support/card-names.js';
import { ORDINARY_SENTENCES } from './ordinary-sentences.js';
import { cleanText } from '../../src/security/sanitising/clean-text.js';

describe('cleanText', () => {
  it.each([
    ['  blanks around \t\n', 'blanks around'],
    ['\u00a0no-break blanks\u202f', 'no-break blanks'],
    ['e\u0301', 'é'],
    ['a\u0001b\u0007c\u007fd\u0085e\u009ff', 'abcd\nef'],
    ['two\r\nlines\rand\u2028more', 'two\nlines\nand\nmore'],
    ['a\tb\nc', 'a\tb\nc'],
    ['zero\u200bwidth', 'zerowidth'],
    ['\ufeffmark', 'mark'],
    ['pass\u00adword', 'password'],
    ['abc\u202edcba\u202c', 'abcdcba'],
    ['a\u2066b\u2069\u061c\u2060c', 'abc'],
    ['half \ud83d of a pair \udc00', 'half  of a pair'],
    ['\u200d\u200cjoiners between\u200d letters\u200c', 'joiners between letters'],
    ['\u3164', ''],
    ['a\u{e0041}b', 'ab'],
    ['a\0b', 'a\0b'],
    ['I <3 Pikachu', 'I <3 Pikachu'],
  ])('makes %j %j', (text, cleaned) => expect(cleanText(text)).toBe(cleaned));

  it.each([
    ['a family', '👨‍👩‍👧‍👦'],
    ['a scientist of some colour', '👩🏽‍🔬'],
    ['a heart on fire', '❤️‍🔥'],
    ['the flag of England', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['a rainbow flag', '🏳️‍🌈'],
    ['Persian, whose letters join', 'می\u200cخواهم'],
    ['Hindi with a joiner', 'क्\u200dष'],
    ['Japanese', 'リザードンex「ポケモン」'],
    ['signs of the games', 'Pikachu ☆ δ ♀ ♂ ★ ◇ ★★'],
  ])('leaves %s alone', (_, text) => expect(cleanText(text)).toBe(text));

  it.each(ORDINARY_SENTENCES)('leaves %j as typed', (text) => expect(cleanText(text)).toBe(text));

  it('is done after once', () => {
    for (const text of ['\u200b a\u0301\ud800 ', ' \ufeff ', '\u200d👩\u200d \u200d👩'])
      expect(cleanText(cleanText(text))).toBe(cleanText(text));
  });

  it('leaves every card name as it is', () => {
    expect(CARD_NAMES.filter((name) => cleanText(name) !== name)).toEqual([]);
  });

  it('takes time in proportion to the text', () => {
    const texts = ['\u200d', 'é\u200d', '\u{e0041}', '🏴\u{e0041}', '\u200b ', 'a\r'].map((part) =>
      part.repeat(50_000),
    );
    const start = performance.now();
    for (const text of texts) cleanText(text);
    // A quadratic one takes minutes.
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});
