import type { Product, Review } from '../src/generated/sqlite/client.js';
import { createProduct } from './factories/product.js';
import { createReview } from './factories/review.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('the administration of reviews', () => {
  let shop: RunningApp;
  let admin: TestUser;
  let author: TestUser;
  let product: Product;
  let review: Review;
  beforeAll(async () => {
    shop = await startApp();
    [admin, author] = [await createAdmin(shop), await createUser(shop)];
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    await shop.prisma.review.deleteMany();
    product = await createProduct(shop.prisma);
    review = await createReview(shop.prisma, { productId: product.id, userId: author.id, isApproved: false });
  });

  const list = (query = '') => shop.http.get(`/api/admin/reviews${query}`).set(admin.auth);
  const patch = (id: string, body: object) => shop.http.patch(`/api/admin/reviews/${id}`).set(admin.auth).send(body);
  const remove = (id: string) => shop.http.delete(`/api/admin/reviews/${id}`).set(admin.auth);
  const shown = async () => (await shop.http.get(`/api/reviews/product/${product.id}`).expect(200)).body.reviews.length;
  const acts = async () =>
    (await shop.prisma.adminChange.findMany({ where: { subjectId: review.id }, orderBy: { createdAt: 'asc' } })).map(
      ({ action, adminId }) => (adminId === admin.id ? action : null),
    );

  it('answers 401 to guests and 403 to customers on every route', async () => {
    for (const [method, path] of [
      ['get', ''],
      ['patch', `/${review.id}`],
      ['delete', `/${review.id}`],
    ] as const) {
      const call = () => shop.http[method](`/api/admin/reviews${path}`);
      expect((await call().expect(401)).body.code).toBe('ACCESS_TOKEN_REQUIRED');
      expect((await call().set(author.auth).expect(403)).body.code).toBe('ADMIN_ACCESS_REQUIRED');
    }
    expect(await shop.prisma.review.count()).toBe(1);
  });

  it('GET answers 200 with author and product, newest first, by pages and by state', async () => {
    const createdAt = new Date(Date.now() + 1000);
    const newer = await createReview(shop.prisma, { productId: product.id, userId: admin.id, createdAt });
    const { body } = await list('?status=').expect(200);
    expect(body.pagination).toEqual({ page: 1, limit: 1000, total: 2, pages: 1 });
    expect(body.reviews[1]).toEqual({
      ...review,
      createdAt: review.createdAt.toISOString(),
      updatedAt: review.updatedAt.toISOString(),
      user: { id: author.id, email: author.email, username: author.username },
      product: { id: product.id, name: product.name, slug: product.slug },
    });
    const ids = async (query: string) =>
      ((await list(query).expect(200)).body.reviews as { id: string }[]).map(({ id }) => id);
    expect(await ids('')).toEqual([newer.id, review.id]);
    expect(await ids('?status=pending')).toEqual([review.id]);
    expect(await ids('?status=approved')).toEqual([newer.id]);
    expect(await ids('?limit=1&page=2')).toEqual([review.id]);
  });

  it.each(['status=hidden', 'status=pending&status=approved', 'limit=1001'])(
    'GET answers 400 for %s',
    async (query) => {
      expect((await list(`?${query}`).expect(400)).body.code).toBe('VALIDATION_ERROR');
    },
  );

  it('PATCH answers 200: approved it is shown, hidden it is not; both are recorded', async () => {
    const { body } = await patch(review.id, { isApproved: true }).expect(200);
    expect(body.review).toMatchObject({ id: review.id, isApproved: true, product: { name: product.name } });
    expect(await shown()).toBe(1);
    await patch(review.id, { isApproved: false }).expect(200);
    expect(await shown()).toBe(0);
    expect(await acts()).toEqual(['review.approve', 'review.hide']);
  });

  it.each([{}, { isApproved: 'true' }, { isApproved: null }])('PATCH answers 400 for %j', async (body) => {
    expect((await patch(review.id, body).expect(400)).body.code).toBe('VALIDATION_ERROR');
    expect(await acts()).toEqual([]);
  });

  it('PATCH and DELETE answer 404 REVIEW_NOT_FOUND for what there is not', async () => {
    for (const id of ['nope', 'a%20b']) {
      expect((await patch(id, { isApproved: true }).expect(404)).body.code).toBe('REVIEW_NOT_FOUND');
      expect((await remove(id).expect(404)).body.code).toBe('REVIEW_NOT_FOUND');
    }
  });

  it('DELETE answers 200 once, of two at once too, and is recorded once', async () => {
    const answers = await Promise.all([remove(review.id), remove(review.id), patch(review.id, { isApproved: true })]);
    expect(answers.filter(({ status }) => status === 500)).toEqual([]);
    expect(answers.slice(0, 2).map(({ status }) => status)).toEqual(expect.arrayContaining([200, 404]));
    expect(await shop.prisma.review.count()).toBe(0);
    expect((await acts()).filter((action) => action === 'review.delete')).toHaveLength(1);
  });

  it('GET /api/admin/products counts all of a product’s reviews', async () => {
    await createReview(shop.prisma, { productId: product.id, userId: admin.id });
    const { body } = await shop.http.get('/api/admin/products?limit=1').set(admin.auth).expect(200);
    expect(body.products[0]).toMatchObject({ id: product.id, _count: { reviews: 2 } });
  });
});
