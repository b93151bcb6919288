import { searchTextOf } from '../../dist/common/text/fold-text.js';
import { idOf } from './random.mjs';
import { CATEGORIES, EDITIONS, KINDS, THEMES } from './words.mjs';

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = 760;
const LANGUAGES = ['Français', 'Anglais', 'Japonais'];

/** Products with one to four variants and one to three pictures; the stock is 0 until the ledger is written. */
export function makeCatalogue(random, count, until) {
  const [products, images, variants] = [[], [], []];
  for (let index = 0; index < count; index++) {
    const product = makeProduct(random, index, until);
    products.push(product);
    const pictures = random.between(1, 3);
    for (let position = 0; position < pictures; position++) {
      const url = `/img/produits/${product.slug}-${position + 1}.webp`;
      images.push({
        id: idOf('i', images.length),
        ...{ productId: product.id, url, altText: product.name, position, createdAt: product.createdAt },
      });
    }
    const editions = random.between(1, 4);
    for (let edition = 0; edition < editions; edition++) {
      variants.push(makeVariant(random, variants.length, product, edition));
    }
  }
  return { products, images, variants };
}

function makeProduct(random, index, until) {
  const name = `${random.pick(KINDS)} ${random.pick(THEMES)} nº ${index + 1}`;
  const description = `${name} : contenu scellé, neuf, expédié sous 24 h dans un emballage renforcé. Version française sauf mention contraire.`;
  const createdAt = new Date(until.getTime() - random.between(30, DAYS) * DAY_MS - index);
  return {
    id: idOf('p', index),
    slug: `produit-${index + 1}`,
    ...{ name, description, category: random.pick(CATEGORIES) },
    searchText: searchTextOf(name, description),
    createdAt,
    updatedAt: createdAt,
  };
}

function makeVariant(random, index, product, edition) {
  return {
    id: idOf('v', index),
    productId: product.id,
    name: EDITIONS[edition],
    language: LANGUAGES[edition % LANGUAGES.length],
    edition: edition === 0 ? null : EDITIONS[edition],
    priceCents: random.between(3, 180) * 100 - 10,
    stock: 0,
    sku: `BTCG-${index + 1}`,
    isActive: edition === 0 || !random.isOneIn(20),
    createdAt: product.createdAt,
    updatedAt: product.createdAt,
  };
}
