import { CARD_NAMES } from '../support/card-names.js';
import { ATTACKS, ORDINARY_SENTENCES } from './ordinary-sentences.js';
import { looksLikeScript } from '../../src/security/injection/script.js';
import { looksLikeSql } from '../../src/security/injection/sql.js';

describe('attack strings', () => {
  it.each(ATTACKS.script)('knows the script in %j', (text) => expect(looksLikeScript(text)).toBe(true));
  it.each(ATTACKS.sql)('knows the SQL in %j', (text) => expect(looksLikeSql(text)).toBe(true));
});

describe('honest text', () => {
  it.each(ORDINARY_SENTENCES)('lets %j pass', (text) => {
    expect(looksLikeScript(text)).toBe(false);
    expect(looksLikeSql(text)).toBe(false);
  });

  it('lets any two sentences in a row pass', () => {
    const suspects = ORDINARY_SENTENCES.flatMap((one) =>
      ORDINARY_SENTENCES.flatMap((other) => [`${one} ${other}`, `${one}; ${other}`, `${one}\n${other}`]),
    ).filter((text) => looksLikeScript(text) || looksLikeSql(text));
    expect(suspects).toEqual([]);
  });

  it('lets every card name pass', () => {
    const names = CARD_NAMES;
    expect(names.filter((name) => looksLikeScript(name) || looksLikeSql(name))).toEqual([]);
    const sentences = names.map((name) => `J'échange 'mon' ${name}; contre "ton" ${name} -- d'accord ?`);
    expect(sentences.filter((text) => looksLikeScript(text) || looksLikeSql(text))).toEqual([]);
  });

  it.each([
    ['dashes', '-'],
    ['comment signs', "' /*"],
    ['quotes', "' or '"],
    ['brackets', '(('],
    ['blanks', "' or  "],
    ['operators', "' or 1=x"],
    ['unions', 'union select a , '],
    ['tags', '<a b="'],
    ['statements', '; select 1 '],
  ])('takes a time in proportion to the text over %s', (_, unit) => {
    const text = unit.repeat(100_000 / unit.length);
    const start = performance.now();
    looksLikeScript(text);
    looksLikeSql(text);
    // Milliseconds as it is; a quadratic expression takes far longer, however busy the machine.
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
