import { jsonPieces } from './json-pieces.js';

async function* pages(...all: object[][]) {
  for (const page of all) yield await Promise.resolve(page);
}

async function written(...args: Parameters<typeof jsonPieces>): Promise<unknown> {
  const pieces = [];
  for await (const piece of jsonPieces(...args)) pieces.push(piece);
  return JSON.parse(pieces.join(''));
}

describe('jsonPieces', () => {
  it('writes pages as one list, and several lists as one object', async () => {
    const head = { text: 'a "quoted" one', at: new Date(0), none: null };
    const lists = {
      orders: pages([{ id: 1 }, { id: 2 }], [], [{ id: 3 }]),
      offers: { sent: pages([{ id: 4 }]), received: pages() },
    };
    expect(await written(head, lists)).toEqual({
      text: 'a "quoted" one',
      at: '1970-01-01T00:00:00.000Z',
      none: null,
      orders: [{ id: 1 }, { id: 2 }, { id: 3 }],
      offers: { sent: [{ id: 4 }], received: [] },
    });
  });

  it('writes an empty object, and one without a head', async () => {
    expect(await written({}, {})).toEqual({});
    expect(await written({}, { all: pages([], []) })).toEqual({ all: [] });
  });

  it('reads no page before the one ahead has been taken', async () => {
    const read: number[] = [];
    async function* counted() {
      for (const page of [1, 2, 3]) {
        read.push(page);
        yield await Promise.resolve([{ page }]);
      }
    }
    const pieces = jsonPieces({}, { list: counted() });
    for (let taken = 0; taken < 4; taken++) await pieces.next();
    expect(read).toEqual([1]);
    await pieces.return(undefined);
  });
});
