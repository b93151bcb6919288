import { unitsToReturn } from './returned-units.js';

const item = (id: string, quantity: number, unitsTaken = quantity, unitsRefunded = 0) => ({
  id,
  quantity,
  unitsTaken,
  unitsRefunded,
});
const units = (orderItemId: string, quantity: number) => ({ orderItemId, quantity });

describe('unitsToReturn', () => {
  it('returns what is named, and nothing else while the order goes on', () => {
    expect(unitsToReturn([item('a', 3, 3, 2), item('b', 1)], [units('a', 2)], false)).toEqual([units('a', 2)]);
  });

  it('returns everything when the order ends in the shop', () => {
    expect(unitsToReturn([item('a', 3), item('b', 1)], [], true)).toEqual([units('a', 3), units('b', 1)]);
  });

  it('leaves out units whose money went back before without them', () => {
    expect(unitsToReturn([item('a', 3, 3, 1)], [], true)).toEqual([units('a', 2)]);
  });

  it('counts units once that went back before with their money', () => {
    expect(unitsToReturn([item('a', 3, 2, 1)], [], true)).toEqual([units('a', 2)]);
    expect(unitsToReturn([item('a', 3, 2, 3)], [units('a', 2)], true)).toEqual([units('a', 2)]);
  });

  it('never returns more than was taken', () => {
    expect(unitsToReturn([item('a', 3, 1)], [units('a', 3)], true)).toEqual([units('a', 1)]);
    expect(unitsToReturn([item('a', 3, 0)], [units('a', 3)], true)).toEqual([]);
  });
});
