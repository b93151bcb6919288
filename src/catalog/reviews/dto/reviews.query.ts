import { pageQuery } from '../../../common/pagination/page.query.js';

export class ReviewsQuery extends pageQuery(10, 50) {}
