import assert from 'node:assert/strict';
import { chapter, say } from '../say.mjs';

export async function tellAudit(shop, admin) {
  chapter('Consistency');
  const { ok, audited, findings } = await shop.get('/api/admin/stock/audit', admin);
  assert.ok(ok, `mismatches: ${findings.map(({ code, subjectId }) => `${code} ${subjectId}`).join(', ')}`);
  const { variants, movements, orders, sessions, events } = audited;
  say(`Checked: ${variants} variants, ${movements} movements of stock, ${orders} orders,`);
  say(`${sessions} checkout sessions, ${events} events of Stripe's. Stock, ledger, orders and payments agree.`);
}
