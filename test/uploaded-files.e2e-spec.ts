import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { createProduct } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('uploaded files', () => {
  let shop: RunningApp;
  let admin: TestUser;
  let png: Buffer;
  beforeAll(async () => {
    shop = await startApp();
    admin = await createAdmin(shop);
    png = await sharp({ create: { width: 30, height: 20, channels: 3, background: '#b91c1c' } })
      .png()
      .toBuffer();
  });
  afterAll(() => shop.close());

  const remove = (name: string) => shop.http.delete(`/api/admin/upload/${name}`).set(admin.auth);
  const kept = () => {
    const folder = join(shop.dataDir, 'uploads');
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  const one = async (contents: Buffer) => {
    const upload = shop.http.post('/api/admin/upload').set(admin.auth);
    const { body } = await upload.attach('images', contents, { filename: 'x.png' }).expect(200);
    const [image] = body.images as { url: string; filename: string }[];
    const { headers } = await shop.http.get(image!.url).expect(200);
    return { ...image!, headers: headers as Record<string, string> };
  };

  describe('GET /uploads/:file', () => {
    it('answers 200 to anybody, to be kept for good, and nothing in it can run', async () => {
      const { url, headers } = await one(png);
      expect(headers).toMatchObject({
        'content-type': 'image/png',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'cross-origin',
      });
      expect(headers['content-security-policy']).toMatch(/default-src 'none'/);
      await shop.http.get(url).set('If-None-Match', headers.etag!).expect(304);
      const head = await shop.http.head(url).expect(200);
      expect(head.headers['content-length']).toBe(headers['content-length']);
    });

    it.each([
      '',
      'unknown.png',
      '..%2Fboulevard.db',
      '../boulevard.db',
      `${'0'.repeat(32)}.png`,
      '.',
      '%00',
      '%E0%A4%A',
    ])('answers 404 in JSON for %j', async (name) => {
      await one(png);
      const answer = await shop.http.get(`/uploads/${name}`);
      expect([400, 404]).toContain(answer.status);
      expect(answer.body).toMatchObject({ code: expect.any(String), requestId: expect.any(String) });
    });
  });

  describe('DELETE /api/admin/upload/:filename', () => {
    it('answers 401 to guests and 403 to customers', async () => {
      const { filename } = await one(png);
      const user = await createUser(shop);
      await shop.http.delete(`/api/admin/upload/${filename}`).expect(401);
      await shop.http.delete(`/api/admin/upload/${filename}`).set(user.auth).expect(403);
      expect(kept()).toContain(filename);
    });

    it('answers 200 once, then 404 FILE_NOT_FOUND, and notes who did it', async () => {
      const { filename, url } = await one(png);
      const answers = await Promise.all([remove(filename), remove(filename), remove(filename)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
      expect((await remove(filename).expect(404)).body.code).toBe('FILE_NOT_FOUND');
      await shop.http.get(url).expect(404);
      expect(await shop.prisma.adminChange.count({ where: { action: 'upload.delete', subjectId: filename } })).toBe(1);
    });

    it.each(['unknown', '..%2Fboulevard.db', '.', `${'0'.repeat(32)}.exe`, 'A'.repeat(300)])(
      'answers 404 for %s',
      async (name) => {
        expect((await remove(name).expect(404)).body.code).toMatch(/FILE_NOT_FOUND|ROUTE_NOT_FOUND/);
      },
    );

    it.each(['/uploads/', 'http://localhost'])(
      'answers 409 FILE_IN_USE while a product shows it, at %s…',
      async (at) => {
        const { filename, url } = await one(png);
        const port = new URL(shop.url).port;
        const shown = at === '/uploads/' ? url : `${at}:${port}${url}`;
        const product = await createProduct(shop.prisma, { images: { create: [{ url: shown, position: 0 }] } });
        expect((await remove(filename).expect(409)).body.code).toBe('FILE_IN_USE');
        expect(kept()).toContain(filename);
        await shop.prisma.product.delete({ where: { id: product.id } });
        await remove(filename).expect(200);
      },
    );
  });
});
