import { FakeTcgdex, hasRealAnswers, realAnswer, send } from './support/fake-tcgdex.js';
import { startApp, type RunningApp } from './support/start-app.js';

const SETS = [
  {
    id: 'swsh3',
    name: 'Ténèbres Embrasées',
    logo: 'https://assets.tcgdex.net/fr/swsh/swsh3/logo',
    symbol: 'https://assets.tcgdex.net/univ/swsh/swsh3/symbol',
    cardCount: { total: 201, official: 189 },
  },
  { id: 'bare', name: 'Sans image', cardCount: { total: 1, official: 1 } },
  { id: 'sv03.5', name: '151', symbol: 'https://assets.tcgdex.net/univ/sv/sv03.5/symbol' },
];
const IMAGE = 'https://assets.tcgdex.net/fr/swsh/swsh3';
const SET = {
  id: 'swsh3',
  name: 'Ténèbres Embrasées',
  serie: { id: 'swsh', name: 'Épée et Bouclier' },
  releaseDate: '2020-08-14',
  cards: [
    { id: 'swsh3-10', localId: '10', name: 'Limaspeed', image: `${IMAGE}/10` },
    { id: 'swsh3-2', localId: 2, name: 'Papilusion VMAX', image: `${IMAGE}/2` },
    { id: 'swsh3-1', localId: '1' },
  ],
};

describe('card browser', () => {
  let tcgdex: FakeTcgdex;
  let shop: RunningApp;

  beforeAll(async () => {
    tcgdex = await FakeTcgdex.start();
    tcgdex.json('/sets', SETS);
    tcgdex.json('/series', [{ id: 'swsh', name: 'Épée et Bouclier' }]);
    tcgdex.json('/sets/swsh3', SET);
    tcgdex.handle('/graphql', (request, response) => {
      let query = '';
      request.on('data', (chunk: Buffer) => (query += chunk.toString()));
      request.on('end', () => {
        if (query.includes('sets(')) {
          send(response, 200, { data: { sets: [{ id: 'sv03.5', releaseDate: '2023-09-22' }] } });
        } else {
          const cards = [{ id: 'swsh3-1', rarity: 'Rare' }, { id: 'swsh3-10', rarity: 'Commune' }, null];
          send(response, 200, { data: { cards }, errors: [{ message: 'one card without rarity' }] });
        }
      });
    });
    shop = await startApp({ TCGDEX_BASE_URL: tcgdex.baseUrl, RATE_LIMIT_ENABLED: 'false' });
  });
  afterAll(async () => {
    await shop.close();
    await tcgdex.stop();
  });

  describe('GET /trade/sets', () => {
    it('answers a bare array with the sets that have a picture, serie and day where known', async () => {
      const answer = await shop.http.get('/api/trade/sets').expect(200);
      expect(answer.body).toEqual([
        {
          id: 'swsh3',
          name: 'Ténèbres Embrasées',
          series: 'Épée et Bouclier',
          printedTotal: 189,
          total: 201,
          releaseDate: null,
          imagesLogo: 'https://assets.tcgdex.net/fr/swsh/swsh3/logo',
          imagesSymbol: 'https://assets.tcgdex.net/univ/swsh/swsh3/symbol',
        },
        {
          id: 'sv03.5',
          name: '151',
          series: null,
          printedTotal: null,
          total: null,
          releaseDate: '2023-09-22',
          imagesLogo: null,
          imagesSymbol: 'https://assets.tcgdex.net/univ/sv/sv03.5/symbol',
        },
      ]);
      expect(answer.headers).not.toHaveProperty('warning');
      expect(answer.headers).not.toHaveProperty('age');
    });

    it('answers 304 to who has it already', async () => {
      const { headers } = await shop.http.get('/api/trade/sets').expect(200);
      await shop.http.get('/api/trade/sets').set('If-None-Match', String(headers.etag)).expect(304);
    });

    it('needs no login, and does not mind a Bearer that is none', async () => {
      await shop.http.get('/api/trade/sets').set('Authorization', 'Bearer nonsense').expect(200);
    });
  });

  describe('GET /trade/sets/:id/cards', () => {
    it('answers the cards by rarity, then by number, each with a name and a number that are text', async () => {
      const answer = await shop.http.get('/api/trade/sets/swsh3/cards').expect(200);
      const set = { setReleaseDate: '2020-08-14', setSeries: 'Épée et Bouclier' };
      const none = { imagesSmall: null, imagesLarge: null, image: null };
      const pictures = (number: string) => ({
        imagesSmall: `${IMAGE}/${number}/low.webp`,
        imagesLarge: `${IMAGE}/${number}/high.png`,
        image: `${IMAGE}/${number}`,
      });
      expect(answer.body).toEqual([
        { id: 'swsh3-2', name: 'Papilusion VMAX', number: '2', rarity: null, ...pictures('2'), ...set },
        { id: 'swsh3-10', name: 'Limaspeed', number: '10', rarity: 'Commune', ...pictures('10'), ...set },
        { id: 'swsh3-1', name: 'Carte 1', number: '1', rarity: 'Rare', ...none, ...set },
      ]);
    });

    it('makes one call for a hundred requests on a cold cache', async () => {
      tcgdex.handle(
        '/sets/many',
        (_, response) => void setTimeout(() => send(response, 200, { ...SET, id: 'many' }), 100),
      );
      const answers = await Promise.all(
        Array.from({ length: 100 }, () => fetch(`${shop.url}/api/trade/sets/many/cards`).then(({ status }) => status)),
      );
      expect(new Set(answers)).toEqual(new Set([200]));
      expect(tcgdex.count('/sets/many')).toBe(1);
    });

    it.each(['.hidden', '..', '%2e%2e', '%2e%2e%2fsets', 'a%2Fb', 'a%20b', 'é', '-x', 'x'.repeat(33), 'a%0A', '*'])(
      'answers 400 INVALID_SET_ID for %s and asks nobody',
      async (id) => {
        const before = [...tcgdex.calls.values()];
        const path = `/api/trade/sets/${id}/cards`;
        // The address as it is: a client would shorten /.. before sending.
        const answer = await rawGet(shop.url, path);
        expect(answer).toMatchObject({ status: 400, code: 'INVALID_SET_ID' });
        expect([...tcgdex.calls.values()]).toEqual(before);
      },
    );

    it('answers 404 SET_NOT_FOUND for a set that TCGdex has not, and asks once', async () => {
      for (let i = 0; i < 3; i++) {
        const answer = await shop.http.get('/api/trade/sets/nothing9/cards').expect(404);
        expect(answer.body).toMatchObject({ code: 'SET_NOT_FOUND' });
      }
      expect(tcgdex.count('/sets/nothing9')).toBe(1);
    });

    it.each(['pikachu', 'SWSH3'])('answers 404 when TCGdex answers about another id than %s', async (id) => {
      tcgdex.json(`/sets/${id}`, SET);
      const answer = await shop.http.get(`/api/trade/sets/${id}/cards`).expect(404);
      expect(answer.body).toMatchObject({ code: 'SET_NOT_FOUND' });
    });

    it('asks no longer for ids that are not in the list, once too many were tried out', async () => {
      for (let i = 0; i < 40; i++) await shop.http.get(`/api/trade/sets/guess${i}/cards`).expect(404);
      const asked = [...tcgdex.calls.keys()].filter((path) => path.startsWith('/sets/guess'));
      expect(asked.length).toBeLessThanOrEqual(30);
      await shop.http.get('/api/trade/sets/swsh3/cards').expect(200);
    });
  });
});

const ofRealAnswers = hasRealAnswers ? describe : describe.skip;
ofRealAnswers('card browser on the real answers of ../shared (skipped where they are not)', () => {
  let tcgdex: FakeTcgdex;
  let shop: RunningApp;
  beforeAll(async () => {
    tcgdex = await FakeTcgdex.start();
    tcgdex.serveRealAnswers();
    shop = await startApp({ TCGDEX_BASE_URL: tcgdex.baseUrl, RATE_LIMIT_ENABLED: 'false' });
  });
  afterAll(async () => {
    await shop.close();
    await tcgdex.stop();
  });

  it('lists every set with a picture, each with its serie', async () => {
    const all = realAnswer('sets') as { id: string; name: string; logo?: string; symbol?: string }[];
    const withPicture = all.filter(({ logo, symbol }) => logo ?? symbol);
    const { body } = (await shop.http.get('/api/trade/sets').expect(200)) as { body: Record<string, unknown>[] };
    expect(withPicture.length).toBeGreaterThan(100);
    expect(body.map(({ id, name }) => ({ id, name }))).toEqual(withPicture.map(({ id, name }) => ({ id, name })));
    expect(body.filter(({ series }) => typeof series !== 'string')).toEqual([]);
  });

  it('answers every set that there is an answer for, all cards, and 404 for the others', async () => {
    const sets = realAnswer('sets') as { id: string }[];
    let found = 0;
    for (const { id } of sets) {
      const real = realAnswer(`sets/${id}`) as RealSet | null;
      const answer = await shop.http.get(`/api/trade/sets/${id}/cards`);
      if (!real) {
        expect(answer.status).toBe(404);
        continue;
      }
      found += 1;
      expect(answer.status).toBe(200);
      const cards = answer.body as Record<string, unknown>[];
      const sorted = (list: unknown[]) => list.map((entry) => JSON.stringify(entry)).sort();
      expect(sorted(cards.map(({ id: cardId, name, number, image }) => [cardId, name, number, image]))).toEqual(
        sorted(real.cards.map((card) => [card.id, card.name, card.localId, card.image ?? null])),
      );
      expect(new Set(cards.map(({ setSeries }) => setSeries)).size).toBeLessThanOrEqual(1);
      expect(cards[0]).toMatchObject({ setSeries: real.serie.name, setReleaseDate: real.releaseDate });
    }
    expect(found).toBeGreaterThan(40);
  });

  it('finds the serie from the pictures that the set itself names', async () => {
    const { body } = (await shop.http.get('/api/trade/sets')) as { body: { id: string; series: string }[] };
    for (const { id, series } of body) {
      const real = realAnswer(`sets/${id}`) as RealSet | null;
      if (real) expect({ id, series }).toEqual({ id, series: real.serie.name });
    }
  });
});

interface RealSet {
  serie: { name: string };
  releaseDate: string;
  cards: { id: string; name: string; localId: string; image?: string }[];
}

async function rawGet(url: string, path: string): Promise<{ status: number; code: string }> {
  const { request } = await import('node:http');
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: path.replace('é', '%C3%A9') }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        const { code } = JSON.parse(text) as { code: string };
        resolve({ status: response.statusCode ?? 0, code });
      });
    })
      .on('error', reject)
      .end();
  });
}
