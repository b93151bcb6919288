import * as v from 'valibot';
import { queried, rarityList, serieList, setDateList, setDetail, setList } from './answers.js';

const IMAGE = 'https://assets.tcgdex.net/fr/swsh/swsh3/136';

describe('setList', () => {
  it('takes what it knows, and reads its own result again', () => {
    const sets = v.parse(setList, [
      { id: 'swsh3', name: 'Ténèbres', logo: `${IMAGE}/logo`, cardCount: { official: 189, total: 201 }, secret: 1 },
      { id: 'P-A', cardCount: { official: -1, total: '7' }, logo: 'javascript:alert(1)', symbol: 7 },
    ]);
    expect(sets).toEqual([
      { id: 'swsh3', name: 'Ténèbres', logo: `${IMAGE}/logo`, symbol: null, cardCount: { official: 189, total: 201 } },
      { id: 'P-A', name: 'P-A', logo: null, symbol: null, cardCount: { official: null, total: null } },
    ]);
    expect(v.parse(setList, JSON.parse(JSON.stringify(sets)))).toEqual(sets);
  });

  it.each([null, {}, 'x', [], [1, null, []], [{ name: 'no id' }], [{ id: '../x' }], { sets: [] }])(
    'refuses %j',
    (answer) => {
      expect(v.is(setList, answer)).toBe(false);
    },
  );
});

describe('setDetail', () => {
  const set = { id: 'swsh3', serie: { id: 'swsh', name: 'Épée' }, releaseDate: '2020-08-14' };

  it('reads cards with a number for localId, without name, without picture', () => {
    const cards = [
      { id: 'swsh3-136', localId: '136', name: 'Fouinar', image: IMAGE, hp: 90 },
      { id: 'swsh3-7', localId: 7, image: `${IMAGE}"><script>` },
      { id: 'swsh3-8', name: { fr: 'x' } },
      { name: 'without id' },
      null,
    ];
    const read = v.parse(setDetail, { ...set, cards });
    expect(read).toEqual({
      id: 'swsh3',
      serie: { name: 'Épée' },
      releaseDate: '2020-08-14',
      cards: [
        { id: 'swsh3-136', localId: '136', name: 'Fouinar', image: IMAGE },
        { id: 'swsh3-7', localId: '7', name: 'Carte 7', image: null },
        { id: 'swsh3-8', localId: '8', name: 'Carte 8', image: null },
      ],
    });
    expect(v.parse(setDetail, JSON.parse(JSON.stringify(read)))).toEqual(read);
  });

  it('takes null for a serie or a day of another form', () => {
    expect(v.parse(setDetail, { id: 'a', serie: 'swsh', releaseDate: '14/08/2020', cards: [] })).toEqual({
      id: 'a',
      serie: { name: null },
      releaseDate: null,
      cards: [],
    });
  });

  it.each([null, [], 'swsh3', { ...set }, { ...set, cards: {} }, { ...set, id: null, cards: [] }])(
    'refuses %j',
    (answer) => {
      expect(v.is(setDetail, answer)).toBe(false);
    },
  );
});

describe('lists that complete an answer', () => {
  it('leave out what lacks a field', () => {
    expect(v.parse(serieList, [{ id: 'swsh', name: 'Épée' }, { id: 'x' }])).toEqual([{ id: 'swsh', name: 'Épée' }]);
    expect(
      v.parse(setDateList, [
        { id: 'a', releaseDate: '2020-08-14' },
        { id: 'b', releaseDate: null },
      ]),
    ).toHaveLength(1);
    expect(v.parse(rarityList, [{ id: 'a-1', rarity: 'Rare' }, null, { id: 'a-2' }])).toEqual([
      { id: 'a-1', rarity: 'Rare' },
    ]);
  });

  it('are read from the response to a query, whatever its errors', () => {
    const response = { data: { cards: [{ id: 'a-1', rarity: 'Rare' }] }, errors: [{ message: 'no rarity' }] };
    expect(v.parse(queried('cards', rarityList), response)).toEqual([{ id: 'a-1', rarity: 'Rare' }]);
    expect(v.is(queried('sets', rarityList), response)).toBe(false);
    expect(v.is(queried('cards', rarityList), { data: null })).toBe(false);
  });

  it.each([serieList, setDateList, rarityList])('refuse anything but a list', (list) => {
    expect(v.is(list, { error: 'no' })).toBe(false);
    expect(v.is(list, null)).toBe(false);
  });
});
