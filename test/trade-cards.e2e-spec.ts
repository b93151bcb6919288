import { FakeTcgdex, send } from './support/fake-tcgdex.js';
import { startApp, type RunningApp } from './support/start-app.js';

/** Answers of TCGdex, shortened: what is there only sometimes is there in some, as are its odd ids and numbers. */
interface Card {
  id: string;
  localId: string;
  name: string;
  image?: string;
}
interface CardSet {
  id: string;
  name: string;
  serie: { id: string; name: string };
  releaseDate: string;
  logo?: string;
  symbol?: string;
  cards: Card[];
}

const PICTURES = 'https://assets.tcgdex.net';
const EX = { id: 'ex', name: 'EX' };
const POCKET = { id: 'tcgp', name: 'Jeu de Cartes à Collectionner Pokémon Pocket' };
const VIOLET = { id: 'sv', name: 'Écarlate et Violet' };

const WHOLE_SETS: CardSet[] = [
  {
    ...{ id: 'sv03.5', name: '151', serie: VIOLET, releaseDate: '2023-09-22' },
    logo: `${PICTURES}/fr/sv/sv03.5/logo`,
    symbol: `${PICTURES}/univ/sv/sv03.5/symbol`,
    cards: [
      { id: 'sv03.5-001', localId: '001', name: 'Bulbizarre', image: `${PICTURES}/fr/sv/sv03.5/001` },
      { id: 'sv03.5-206', localId: '206', name: 'Échange', image: `${PICTURES}/fr/sv/sv03.5/206` },
    ],
  },
  {
    ...{ id: 'A1', name: 'Puissance Génétique', serie: POCKET, releaseDate: '2024-10-30' },
    symbol: `${PICTURES}/univ/tcgp/A1/symbol`,
    cards: [{ id: 'A1-286', localId: '286', name: 'Mewtwo-ex', image: `${PICTURES}/fr/tcgp/A1/286` }],
  },
  {
    ...{ id: 'ex-latio', name: 'EX Kit dresseur (Latios)', serie: EX, releaseDate: '2004-07-01' },
    logo: `${PICTURES}/fr/ex/ex-latio/logo`,
    cards: [
      { id: 'ex-latio-1', localId: '1', name: "Recherche d'énergie" },
      { id: 'ex-latio-TG02', localId: 'TG02', name: 'Latios ☆ δ', image: `${PICTURES}/fr/ex/ex-latio/TG02` },
    ],
  },
  {
    ...{ id: 'exu', name: 'EX Forces Cachées', serie: EX, releaseDate: '2005-08-22' },
    cards: [
      { id: 'exu-!', localId: '!', name: 'Zarbi' },
      { id: 'exu-%3F', localId: '%3F', name: 'Zarbi' },
    ],
  },
];

const brief = ({ id, name, logo, symbol, cards }: CardSet) => ({
  ...{ id, name, logo, symbol },
  cardCount: { total: cards.length, official: cards.length },
});

/** What it answers, by path. */
const ANSWERS = new Map<string, unknown>([
  ['/sets', [...WHOLE_SETS.map(brief), { id: 'promo', name: 'Promo', logo: `${PICTURES}/fr/sv/promo/logo` }]],
  ['/series', [EX, POCKET, VIOLET]],
  ...WHOLE_SETS.map((set): [string, unknown] => [`/sets/${set.id}`, set]),
]);

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

describe('card browser on sets of every kind', () => {
  let tcgdex: FakeTcgdex;
  let shop: RunningApp;
  beforeAll(async () => {
    tcgdex = await FakeTcgdex.start();
    for (const [path, answer] of ANSWERS) tcgdex.json(path, answer);
    shop = await startApp({ TCGDEX_BASE_URL: tcgdex.baseUrl, RATE_LIMIT_ENABLED: 'false' });
  });
  afterAll(async () => {
    await shop.close();
    await tcgdex.stop();
  });

  it('lists every set with a picture, each with the serie that its pictures name', async () => {
    const { body } = (await shop.http.get('/api/trade/sets').expect(200)) as { body: Record<string, unknown>[] };
    expect(body.map(({ id, series }) => ({ id, series }))).toEqual([
      { id: 'sv03.5', series: 'Écarlate et Violet' },
      { id: 'A1', series: 'Jeu de Cartes à Collectionner Pokémon Pocket' },
      { id: 'ex-latio', series: 'EX' },
      { id: 'promo', series: 'Écarlate et Violet' },
    ]);
  });

  it.each(WHOLE_SETS)('answers all cards of $id', async ({ id, cards, serie, releaseDate }) => {
    const { body } = (await shop.http.get(`/api/trade/sets/${id}/cards`).expect(200)) as { body: object[] };
    const wanted = cards.map((card) => ({
      ...{ id: card.id, name: card.name, number: card.localId, image: card.image ?? null },
      ...{ setSeries: serie.name, setReleaseDate: releaseDate },
    }));
    expect(body).toHaveLength(cards.length);
    expect(body).toEqual(expect.arrayContaining(wanted.map((card) => expect.objectContaining(card) as object)));
  });

  it('answers 404 for a set that is in the list, but nowhere else', async () => {
    await shop.http.get('/api/trade/sets/promo/cards').expect(404);
  });
});

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
