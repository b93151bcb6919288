import { pageQuery } from '../../../common/pagination/page.query.js';

export class SessionsQuery extends pageQuery(50, 100) {}
