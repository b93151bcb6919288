import { pageQuery } from '../../../common/pagination/page.query.js';

export class FavoritesQuery extends pageQuery(20, 100) {}
