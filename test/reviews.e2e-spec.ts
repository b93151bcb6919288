import type { OrderStatus, Product, Review } from '../src/prisma/client.js';
import { createOrder } from './factories/order.js';
import { createProduct, createVariant } from './factories/product.js';
import { createReview } from './factories/review.js';
import { createUser, type TestUser, createAdmin } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('reviews', () => {
  let shop: RunningApp;
  let buyer: TestUser;
  let other: TestUser;
  let product: Product;
  beforeAll(async () => {
    shop = await startApp();
    [buyer, other] = [await createUser(shop, { avatar: '/uploads/sacha.webp' }), await createUser(shop)];
  });
  afterAll(() => shop.close());
  beforeEach(async () => void (product = await bought('CONFIRMED')));

  /** A product that the buyer has ordered. */
  async function bought(status: OrderStatus): Promise<Product> {
    const made = await createProduct(shop.prisma);
    const variant = await createVariant(shop.prisma, { productId: made.id });
    await createOrder(shop, { userId: buyer.id, status, lines: [{ variant }] });
    return made;
  }

  const list = (id: string, query = '') => shop.http.get(`/api/reviews/product/${id}${query}`);
  const can = (user: TestUser, id: string) => shop.http.get(`/api/reviews/can-review/${id}`).set(user.auth);
  const post = (user: TestUser, body: object) => shop.http.post('/api/reviews').set(user.auth).send(body);
  const put = (user: TestUser, id: string, body: object) =>
    shop.http.put(`/api/reviews/${id}`).set(user.auth).send(body);
  const remove = (user: TestUser, id: string) => shop.http.delete(`/api/reviews/${id}`).set(user.auth);
  const find = (id: string) => shop.prisma.review.findUnique({ where: { id } });

  it('answers 401 ACCESS_TOKEN_REQUIRED to guests on every route but the list', async () => {
    for (const call of [
      shop.http.get(`/api/reviews/can-review/${product.id}`),
      shop.http.post('/api/reviews'),
      shop.http.put('/api/reviews/r1'),
      shop.http.delete('/api/reviews/r1'),
    ]) {
      expect((await call.expect(401)).body.code).toBe('ACCESS_TOKEN_REQUIRED');
    }
  });

  describe('GET /api/reviews/product/:productId', () => {
    it('answers 200 with a number for the mean, 0 without reviews', async () => {
      expect((await list(product.id).expect(200)).body).toEqual({
        reviews: [],
        pagination: { page: 1, limit: 10, total: 0, pages: 0 },
        stats: { averageRating: 0, totalReviews: 0 },
      });
    });

    it('answers 200 with what is approved, newest first, by pages; the mean is of all of it', async () => {
      const writers = [buyer, other, await createUser(shop), await createUser(shop)];
      const reviews: Review[] = [];
      for (const [index, { id: userId }] of writers.entries()) {
        const createdAt = new Date(Date.UTC(2026, 0, index + 1));
        const given = { productId: product.id, userId, createdAt, rating: [5, 4, 4, 1][index] };
        reviews.push(await createReview(shop.prisma, { ...given, isApproved: index < 3 }));
      }
      const { body } = await list(product.id).expect(200);
      expect(body.reviews.map(({ id }: { id: string }) => id)).toEqual([2, 1, 0].map((index) => reviews[index]!.id));
      expect(body.reviews[2]).toEqual({
        ...reviews[0],
        createdAt: reviews[0]!.createdAt.toISOString(),
        updatedAt: reviews[0]!.updatedAt.toISOString(),
        user: { id: buyer.id, username: buyer.username, firstName: 'Sacha', avatar: '/uploads/sacha.webp' },
      });
      expect(body.stats).toEqual({ averageRating: 13 / 3, totalReviews: 3 });

      const second = (await list(product.id, '?page=2&limit=2').expect(200)).body;
      expect(second.reviews).toEqual([body.reviews[2]]);
      expect(second.pagination).toEqual({ page: 2, limit: 2, total: 3, pages: 2 });
      expect(second.stats).toEqual(body.stats);
    });

    it.each(['?limit=51', '?limit=0', '?page=a'])('answers 400 VALIDATION_ERROR for %s', async (query) => {
      expect((await list(product.id, query).expect(400)).body.code).toBe('VALIDATION_ERROR');
    });

    it.each(['gibt-es-nicht', 'a%20b', 'x'.repeat(65)])('answers 404 PRODUCT_NOT_FOUND for %s', async (id) => {
      expect((await list(id).expect(404)).body.code).toBe('PRODUCT_NOT_FOUND');
      expect((await can(buyer, id).expect(404)).body.code).toBe('PRODUCT_NOT_FOUND');
    });
  });

  describe('GET /api/reviews/can-review/:productId', () => {
    it.each(['CONFIRMED', 'SHIPPED', 'DELIVERED'] as const)('answers yes once the order is %s', async (status) => {
      const { body } = await can(buyer, (await bought(status)).id).expect(200);
      expect(body).toEqual({ canReview: true, reason: null, message: null });
    });

    it.each(['PENDING', 'CANCELLED', 'REFUNDED'] as const)('answers NOT_PURCHASED while it is %s', async (status) => {
      const { id: productId } = await bought(status);
      const { body } = await can(buyer, productId).expect(200);
      expect(body).toEqual({ canReview: false, reason: 'NOT_PURCHASED', message: expect.stringMatching(/\w/) });
      const refused = await post(buyer, { productId, rating: 5 }).expect(403);
      expect(refused.body.code).toBe('PURCHASE_REQUIRED');
    });

    it('answers NOT_PURCHASED to a buyer of another product, and when only another user bought it', async () => {
      expect((await can(other, product.id).expect(200)).body.reason).toBe('NOT_PURCHASED');
      expect((await can(buyer, (await createProduct(shop.prisma)).id).expect(200)).body.reason).toBe('NOT_PURCHASED');
    });

    it('answers ALREADY_REVIEWED after a review, approved or not', async () => {
      await createReview(shop.prisma, { productId: product.id, userId: buyer.id, isApproved: false });
      const { body } = await can(buyer, product.id).expect(200);
      expect(body).toEqual({ canReview: false, reason: 'ALREADY_REVIEWED', message: expect.stringMatching(/\w/) });
    });
  });

  describe('POST /api/reviews', () => {
    it('answers 201 with a verified review, as typed, that nobody sees before it is approved', async () => {
      const texts = { title: 'I <3 Pikachu', comment: 'N’s Zoroark & co.\nSuper !' };
      const { body } = await post(buyer, { productId: product.id, rating: 5, isApproved: true, ...texts }).expect(201);
      expect(body).toEqual({
        message: expect.stringMatching(/\w/),
        review: {
          id: expect.any(String),
          productId: product.id,
          userId: buyer.id,
          rating: 5,
          ...texts,
          isVerified: true,
          isApproved: false,
          createdAt: expect.any(String),
          updatedAt: expect.any(String),
          user: { id: buyer.id, username: buyer.username, firstName: 'Sacha', avatar: '/uploads/sacha.webp' },
        },
      });
      expect((await list(product.id).expect(200)).body.reviews).toEqual([]);
    });

    it('answers 201 without texts', async () => {
      const { body } = await post(buyer, { productId: product.id, rating: 1, title: '', comment: ' ' }).expect(201);
      expect(body.review).toMatchObject({ rating: 1, title: null, comment: null });
    });

    it.each<[string, object]>([
      ['rating', { rating: 6 }],
      ['rating', { rating: 0 }],
      ['rating', { rating: 4.5 }],
      ['rating', { rating: '5' }],
      ['rating', { rating: undefined }],
      ['title', { title: 'a'.repeat(101) }],
      ['title', { title: ['a'] }],
      ['comment', { comment: 'a'.repeat(1001) }],
      ['productId', { productId: 'a b' }],
      ['productId', { productId: 7 }],
    ])('answers 400 VALIDATION_ERROR for %s: %j', async (path, wrong) => {
      const { body } = await post(buyer, { productId: product.id, rating: 5, ...wrong }).expect(400);
      expect([body.code, body.details[0].path]).toEqual(['VALIDATION_ERROR', path]);
    });

    it('answers 404 PRODUCT_NOT_FOUND and 403 PURCHASE_REQUIRED, and writes nothing', async () => {
      expect((await post(buyer, { productId: 'nope', rating: 5 }).expect(404)).body.code).toBe('PRODUCT_NOT_FOUND');
      const { body } = await post(other, { productId: product.id, rating: 5 }).expect(403);
      expect(body.code).toBe('PURCHASE_REQUIRED');
      expect(await shop.prisma.review.count({ where: { productId: product.id } })).toBe(0);
    });

    it('answers one 201 and else 409 REVIEW_ALREADY_EXISTS, of several at once too', async () => {
      const tries = Array.from({ length: 6 }, () => post(buyer, { productId: product.id, rating: 5 }));
      const answers = await Promise.all(tries);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
      const { body } = await post(buyer, { productId: product.id, rating: 5 }).expect(409);
      expect(body.code).toBe('REVIEW_ALREADY_EXISTS');
      expect(await shop.prisma.review.count({ where: { productId: product.id } })).toBe(1);
    });

    it('answers 201 or 404, never 500, while the product is being deleted', async () => {
      const products = [];
      // Behind the shop's back, which itself deletes nothing that was ordered.
      for (let i = 0; i < 5; i++) products.push(await bought('DELIVERED'));
      const answers = await Promise.all(
        products.flatMap(({ id: productId }) => [
          post(buyer, { productId, rating: 5 }),
          shop.prisma.product.delete({ where: { id: productId } }).then(() => ({ status: 404 })),
        ]),
      );
      for (const { status } of answers) expect([201, 403, 404]).toContain(status);
      expect(await shop.prisma.review.count({ where: { productId: { in: products.map(({ id }) => id) } } })).toBe(0);
    });
  });

  describe('PUT /api/reviews/:reviewId', () => {
    it('answers 200: absent leaves, an empty text clears, and it has to be approved again', async () => {
      const { id } = await createReview(shop.prisma, { productId: product.id, userId: buyer.id });
      const { body } = await put(buyer, id, { rating: 2, comment: '' }).expect(200);
      expect(body.message).toMatch(/\w/);
      expect(body.review).toMatchObject({ id, rating: 2, title: 'Très bien', comment: null, isApproved: false });
      expect(body.review.user.username).toBe(buyer.username);
      expect((await list(product.id).expect(200)).body.stats.totalReviews).toBe(0);
    });

    it('answers 400, 403 FORBIDDEN and 404 REVIEW_NOT_FOUND, and changes nothing', async () => {
      const review = await createReview(shop.prisma, { productId: product.id, userId: buyer.id });
      expect((await put(buyer, review.id, { rating: null }).expect(400)).body.code).toBe('VALIDATION_ERROR');
      expect((await put(other, review.id, { rating: 1 }).expect(403)).body.code).toBe('FORBIDDEN');
      for (const id of ['nope', 'a%20b']) {
        expect((await put(buyer, id, { rating: 1 }).expect(404)).body.code).toBe('REVIEW_NOT_FOUND');
      }
      expect(await find(review.id)).toEqual(review);
    });
  });

  describe('DELETE /api/reviews/:reviewId', () => {
    it('answers 200 to its author, once, 403 FORBIDDEN and 404 REVIEW_NOT_FOUND to others', async () => {
      const { id } = await createReview(shop.prisma, { productId: product.id, userId: buyer.id });
      expect((await remove(other, id).expect(403)).body.code).toBe('FORBIDDEN');
      const statuses = (await Promise.all([remove(buyer, id), remove(buyer, id)])).map(({ status }) => status);
      expect(statuses.sort()).toEqual([200, 404]);
      expect((await remove(buyer, id).expect(404)).body.code).toBe('REVIEW_NOT_FOUND');
      expect(await find(id)).toBeNull();
      expect((await can(buyer, product.id).expect(200)).body.canReview).toBe(true);
    });
  });

  it('reviews go with their author', async () => {
    const leaving = await createUser(shop);
    const { id } = await createReview(shop.prisma, { productId: product.id, userId: leaving.id });
    await shop.prisma.user.delete({ where: { id: leaving.id } });
    expect(await find(id)).toBeNull();
  });
});

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
    (await shop.prisma.auditLogEntry.findMany({ where: { subjectId: review.id }, orderBy: { createdAt: 'asc' } })).map(
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
