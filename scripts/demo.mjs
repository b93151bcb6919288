// npm run demo: starts a throw-away shop, makes some purchases over HTTP and prints each step. Exits 1 when a step fails,
// so it is a test as well.
import { requireBuild } from './require-build.mjs';
import { tellAudit } from './demo/chapters/audit.mjs';
import { tellLastCard } from './demo/chapters/last-card.mjs';
import { tellOversold } from './demo/chapters/oversold.mjs';
import { tellParcel } from './demo/chapters/parcel.mjs';
import { tellPromo } from './demo/chapters/promo.mjs';
import { tellPurchase } from './demo/chapters/purchase.mjs';
import { tellRepeat } from './demo/chapters/repeat.mjs';
import { newAdmin, newCustomer } from './demo/accounts.mjs';
import { say } from './demo/say.mjs';
import { shopClient } from './demo/shop-client.mjs';
import { startThrowawayShop } from './throwaway-shop.mjs';

requireBuild();
const running = await startThrowawayShop({ RATE_LIMIT_ENABLED: 'false', OVERSOLD_RETRY_MINUTES: '0' });
try {
  await tell(shopClient(running));
  say('\nAll as told.');
} catch (error) {
  console.error(`\nNot as told: ${error.message}`);
  process.exitCode = 1;
} finally {
  await running.stop();
}

async function tell(shop) {
  say(`A shop opens at ${shop.url}, with an empty database and no account anywhere.`);
  const camille = await newCustomer(shop, 'camille');
  const { products } = await shop.get('/api/products?limit=500');
  const purchase = await tellPurchase(shop, camille, products);
  await tellRepeat(shop, purchase);

  const [lou, noa, ada] = await Promise.all([
    newCustomer(shop, 'lou'),
    newCustomer(shop, 'noa'),
    newAdmin(shop, 'ada'),
  ]);
  const { loser } = await tellLastCard(shop, [lou, noa], products);
  await tellPromo(shop, { admin: ada, buyer: loser }, products);
  await tellParcel(shop, ada, purchase);
  await tellOversold(shop, { admin: ada, buyer: lou }, products);
  await tellAudit(shop, ada);
}
