import assert from 'node:assert/strict';
import { chapter, say } from '../say.mjs';

export async function tellAudit(shop, admin) {
  chapter('The books');
  const { ok, audited, findings } = await shop.get('/api/admin/stock/audit', admin);
  assert.ok(ok, `the books disagree: ${findings.map(({ code, subjectId }) => `${code} ${subjectId}`).join(', ')}`);
  const { variants, movements, orders, sessions, events } = audited;
  say(`Looked at: ${variants} variants, ${movements} movements of stock, ${orders} orders,`);
  say(`${sessions} checkout sessions, ${events} events of Stripe's. Stock, ledger, orders and payments agree.`);
}
