import { pageQuery } from '../../../common/pagination/page.query.js';

export class CollectionQuery extends pageQuery(50, 500) {}
