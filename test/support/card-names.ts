import { existsSync, readFileSync } from 'node:fs';

const CARD_NAMES = '../shared/data/tcgdex/card-names.txt';

/** Real names of cards, where the file with them is there; else a few with what is unusual about them. */
const NAMES = existsSync(CARD_NAMES)
  ? readFileSync(CARD_NAMES, 'utf8').split('\n').filter(Boolean)
  : [
      'N’s Zoroark',
      "M. Mime d'Aludia",
      'Nidoran♀',
      'Zarbi [?]',
      'Dracaufeu ☆ δ',
      'Type: 0',
      'Porygon-Z',
      'Pikachu & Zekrom',
    ];

/** @returns so many names, from all over the file, those with unusual characters first */
export function cardNames(count: number): string[] {
  const unusual = NAMES.filter((name) => /[^\p{L}\s-]/u.test(name));
  const spread = NAMES.filter((_, index) => index % Math.ceil(NAMES.length / count) === 0);
  return [...new Set([...unusual.slice(0, count / 2), ...spread])].slice(0, count);
}
