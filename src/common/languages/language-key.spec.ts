import { languageKey } from './language-key.js';

describe('languageKey', () => {
  it.each([
    ['fr', 'FR', ' Français ', 'francais', 'French'],
    ['en', 'Anglais', 'english', 'ENGLISH'],
    ['ja', 'jp', 'Japonais', 'Japanese', '日本語'],
    ['de', 'Allemand', 'german', 'Deutsch'],
    ['es', 'espagnol', 'Spanish', 'Español'],
    ['klingon', 'Klingon'],
  ])('is %s for every way to write it', (key, ...written) => {
    expect(written.map(languageKey)).toEqual(written.map(() => key));
    expect(languageKey(key)).toBe(key);
  });
});
