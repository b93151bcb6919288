import { existsSync, readFileSync } from 'node:fs';
import { ATTACKS, ORDINARY_SENTENCES } from '../../../test/support/ordinary-sentences.js';
import { looksLikeScript } from './script.js';
import { looksLikeSql } from './sql.js';

const CARD_NAMES = '../shared/data/tcgdex/card-names.txt';

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

  const withNames = existsSync(CARD_NAMES) ? it : it.skip;
  withNames('lets every real card name pass (needs ../shared/data)', () => {
    const names = readFileSync(CARD_NAMES, 'utf8').split('\n').filter(Boolean);
    expect(names.length).toBeGreaterThan(8000);
    expect(names.filter((name) => looksLikeScript(name) || looksLikeSql(name))).toEqual([]);
    const sentences = names.map((name) => `J'échange 'mon' ${name}; contre "ton" ${name} -- d'accord ?`);
    expect(sentences.filter((text) => looksLikeScript(text) || looksLikeSql(text))).toEqual([]);
  });

  it.each([
    ['dashes', '-'.repeat(2000)],
    ['comment signs', "'" + '/*'.repeat(900)],
    ['quotes', "' or '".repeat(300)],
    ['brackets', "' or " + '('.repeat(1900)],
    ['blanks', "' or" + ' '.repeat(1900)],
    ['operators', "' or 1=1" + ' or 1=1'.repeat(200)],
    ['tags', '<a b="'.repeat(300)],
    ['semicolons', "' ; select 1".repeat(150)],
  ])('takes little time over 2,000 characters of %s', (_, text) => {
    const start = performance.now();
    for (let i = 0; i < 20; i++) {
      looksLikeScript(text);
      looksLikeSql(text);
    }
    expect((performance.now() - start) / 20).toBeLessThan(10);
  });
});
