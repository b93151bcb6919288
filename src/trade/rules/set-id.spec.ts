import { isSetId } from './set-id.js';

describe('isSetId', () => {
  it.each(['swsh3', 'A1', 'P-A', 'sv03.5', '2018sm-fr', 'tk-ex-latio', 'a'.repeat(32)])('takes %p', (id) => {
    expect(isSetId(id)).toBe(true);
  });

  it.each(['', '.', '..', '../sets', '-a', '_a', 'a/b', 'a b', 'a%2e', 'é', 'a\n', 'a'.repeat(33), 'a?b', 'a#b'])(
    'refuses %p',
    (id) => {
      expect(isSetId(id)).toBe(false);
    },
  );
});
