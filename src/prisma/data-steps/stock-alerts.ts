import { normaliseEmail } from '../../common/email/email-address.js';
import { lastId, pageAfter, type DataStep } from './data-step.js';

/** One form of each address; an address that waits for an article in several forms waits for it once. */
export const stockAlertsStep: DataStep = {
  name: 'stock-alerts',
  async next(tx, after) {
    const rows = await tx.stockAlert.findMany(pageAfter(after));
    for (const { id, email: typed, productId, variantId } of rows) {
      const email = normaliseEmail(typed);
      if (email === typed) continue;
      const isKnown = (await tx.stockAlert.count({ where: { email, productId, variantId } })) > 0;
      if (isKnown) await tx.stockAlert.deleteMany({ where: { id } });
      else await tx.stockAlert.updateMany({ where: { id }, data: { email } });
    }
    return lastId(rows);
  },
};
