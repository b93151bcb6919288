import { variantLabel } from './variant-label.js';

describe('variantLabel', () => {
  it.each([
    ['Holo', 'Français', '1re édition', 'Holo • Français • 1re édition'],
    ['Standard', 'Français', null, 'Français'],
    ['Standard', '', '', null],
    ['Standard', null, null, null],
    [null, null, null, null],
    ['Standard de luxe', null, null, 'Standard de luxe'],
  ])('%s, %s, %s is %s', (name, language, edition, label) => {
    expect(variantLabel({ name, language, edition })).toBe(label);
  });
});
