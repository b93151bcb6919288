import { changedFields } from './changed-fields.js';

describe('changedFields', () => {
  it('keeps what differs and nothing else', () => {
    const before = { name: 'Coffret', stock: 5, note: null, tags: ['a'] };
    const after = { name: 'Coffret', stock: 3, note: 'retour', tags: ['a'] };
    expect(changedFields(before, after)).toEqual({
      before: { stock: 5, note: null },
      after: { stock: 3, note: 'retour' },
    });
  });

  it('goes into objects, so that one changed price is not fifty versions', () => {
    const before = { variants: { a: { priceCents: 100, stock: 1 }, b: { priceCents: 200 }, gone: { priceCents: 5 } } };
    const after = { variants: { a: { priceCents: 150, stock: 1 }, b: { priceCents: 200 }, made: { priceCents: 9 } } };
    expect(changedFields(before, after)).toEqual({
      before: { variants: { a: { priceCents: 100 }, gone: { priceCents: 5 } } },
      after: { variants: { a: { priceCents: 150 }, made: { priceCents: 9 } } },
    });
  });

  it('compares moments by what they are, and lists as a whole', () => {
    const [noon, same] = [new Date('2026-11-23T12:00:00Z'), new Date('2026-11-23T12:00:00Z')];
    expect(changedFields({ at: noon, ids: ['a', 'b'] }, { at: same, ids: ['b', 'a'] })).toEqual({
      before: { ids: ['a', 'b'] },
      after: { ids: ['b', 'a'] },
    });
    expect(changedFields({ at: noon }, { at: null })).toEqual({ before: { at: noon }, after: { at: null } });
  });

  it('takes nothing for a field that is not given', () => {
    expect(changedFields({ a: 1, b: undefined }, { a: 1 })).toEqual({ before: {}, after: {} });
  });
});
