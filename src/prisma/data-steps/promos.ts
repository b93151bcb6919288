import { typedCode } from '../../common/text/typed-code.js';
import { lastId, pageAfter, type DataStep } from './data-step.js';

/** One form of each promo code. A code whose form is another promo's stays as it is. */
export const promosStep: DataStep = {
  name: 'promos',
  async next(tx, after) {
    const rows = await tx.promo.findMany({ ...pageAfter(after), select: { id: true, code: true } });
    for (const { id, code: kept } of rows) {
      const code = typedCode(kept);
      if (code === kept || !code || (await tx.promo.count({ where: { code } }))) continue;
      await tx.$executeRaw`UPDATE "Promo" SET "code" = ${code} WHERE "id" = ${id}`;
    }
    return lastId(rows);
  },
};
