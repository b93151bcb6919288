import { searchTextOf } from '../../common/text/fold-text.js';
import { lastId, pageAfter, type DataStep } from './data-step.js';
import { writeColumn } from './write-column.js';

/** Folds `Product.searchText` again. */
export const productsStep: DataStep = {
  name: 'products',
  async next(tx, after) {
    const select = { id: true, name: true, description: true, searchText: true };
    const rows = await tx.product.findMany({ ...pageAfter(after), select });
    const texts = rows.flatMap(({ id, name, description, searchText }) => {
      const text = searchTextOf(name, description);
      return text === searchText ? [] : [[id, text] as const];
    });
    await writeColumn(tx, { table: 'Product', column: 'searchText' }, texts);
    return lastId(rows);
  },
};
