import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { createProduct } from './factories/product.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { startApp, type RunningApp } from './support/start-app.js';

const plain = (width = 30, height = 20): Sharp =>
  sharp({ create: { width, height, channels: 3, background: '#b91c1c' } });

/** More than the tests before it need. */
const LIMIT = 100;

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';

describe('uploads', () => {
  let shop: RunningApp;
  let admin: TestUser;
  let png: Buffer;
  beforeAll(async () => {
    shop = await startApp({ RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_UPLOAD: String(LIMIT) });
    admin = await createAdmin(shop);
    png = await plain().png().toBuffer();
  });
  afterAll(() => shop.close());

  const post = (by: TestUser | null = admin) => {
    const request = shop.http.post('/api/admin/upload');
    return by ? request.set(by.auth) : request;
  };
  const upload = (files: [contents: Buffer | string, name: string][]) =>
    files.reduce(
      (request, [contents, name]) => request.attach('images', Buffer.from(contents), { filename: name }),
      post(),
    );
  const kept = () => {
    const folder = join(shop.dataDir, 'uploads');
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  const one = async (contents: Buffer, name = 'x.png') => {
    const { body } = await upload([[contents, name]]).expect(200);
    const [image] = body.images as { url: string; filename: string; size: number; mimetype: string }[];
    const { body: served, headers } = await shop.http.get(image!.url).expect(200);
    return { ...image!, served: served as Buffer, headers: headers as Record<string, string> };
  };
  const raw = (body: string, type = 'multipart/form-data; boundary=zz') => post().set('Content-Type', type).send(body);

  describe('POST /api/admin/upload', () => {
    it('answers 401 to guests and 403 to customers, and keeps nothing', async () => {
      const user = await createUser(shop);
      const before = kept();
      expect((await post(null).attach('images', png, 'a.png').expect(401)).body.code).toBe('ACCESS_TOKEN_REQUIRED');
      expect((await post(user).attach('images', png, 'a.png').expect(403)).body.code).toBe('ADMIN_ACCESS_REQUIRED');
      expect(kept()).toEqual(before);
    });

    it('answers 200 with the images in order under new names, and writes the audit log', async () => {
      const [jpeg, webp, gif] = await Promise.all([
        plain().jpeg().toBuffer(),
        plain().webp().toBuffer(),
        plain().gif().toBuffer(),
      ]);
      const before = kept();
      const { body } = await upload([
        [jpeg, 'Dracaufeu – été.jpeg'],
        [png, '../../etc/passwd'],
        [webp, 'virus.html'],
        [gif, 'C:\\photos\\a.svg'],
      ]).expect(200);
      const images = body.images as { url: string; filename: string; originalName: string; mimetype: string }[];
      expect(images.map(({ originalName, mimetype }) => [originalName, mimetype])).toEqual([
        ['Dracaufeu – été.jpeg', 'image/jpeg'],
        ['passwd', 'image/png'],
        ['virus.html', 'image/webp'],
        ['a.svg', 'image/gif'],
      ]);
      expect(images.map(({ filename }) => filename.split('.')[1])).toEqual(['jpg', 'png', 'webp', 'gif']);
      expect(kept().sort()).toEqual([...before, ...images.map(({ filename }) => filename)].sort());
      for (const { url, filename } of images) {
        expect(filename).toMatch(/^[0-9a-f]{32}\.(jpg|png|gif|webp)$/);
        expect(url).toBe(`/uploads/${filename}`);
        const change = await shop.prisma.auditLogEntry.findFirstOrThrow({ where: { subjectId: filename } });
        expect(change).toMatchObject({ adminId: admin.id, action: 'upload.create' });
      }
    });

    it('re-encodes it: upright, without camera metadata, and without bytes after the picture', async () => {
      const photo = await plain(40, 20)
        .withExif({ IFD0: { Copyright: 'Chez Sacha' }, IFD3: { GPSLatitude: '45/1 45/1 0/1' } })
        .withMetadata({ orientation: 6 })
        .jpeg()
        .toBuffer();
      const { served, size } = await one(Buffer.concat([photo, Buffer.from('<script>alert(1)</script>')]));
      const metadata = await sharp(served).metadata();
      expect(metadata).toMatchObject({ format: 'jpeg', width: 20, height: 40 });
      expect(metadata.exif).toBeUndefined();
      expect(metadata.orientation).toBeUndefined();
      expect(served.includes('script')).toBe(false);
      expect(size).toBe(served.length);
    });

    it('scales large images down, and keeps animations', async () => {
      const { served } = await one(await plain(5000, 50).png().toBuffer());
      expect(await sharp(served).metadata()).toMatchObject({ width: 4096, height: 41 });

      const frames = await Promise.all(
        ['red', 'green', 'blue'].map((background) =>
          sharp({ create: { width: 8, height: 8, channels: 3, background } })
            .png()
            .toBuffer(),
        ),
      );
      for (const type of ['gif', 'webp'] as const) {
        const moving = await one(
          await sharp(frames, { join: { animated: true } })
            [type]({ delay: [50, 50, 50] })
            .toBuffer(),
        );
        expect(await sharp(moving.served, { animated: true }).metadata()).toMatchObject({ format: type, pages: 3 });
      }
    });

    it('answers 400 NO_FILES without a file in the field images', async () => {
      expect((await post().expect(400)).body.code).toBe('NO_FILES');
      expect((await post().field('images', 'text').expect(400)).body.code).toBe('NO_FILES');
      expect((await post().attach('other', png, 'a.png').expect(400)).body.code).toBe('NO_FILES');
      expect((await post().send({ images: [] }).expect(400)).body.code).toBe('NO_FILES');
      expect((await raw('--zz--\r\n').expect(400)).body.code).toBe('NO_FILES');
    });

    it('answers 400 TOO_MANY_FILES to eleven, and keeps none', async () => {
      const before = kept();
      const files = Array.from({ length: 11 }, (_, i): [Buffer, string] => [png, `${i}.png`]);
      expect((await upload(files).expect(400)).body.code).toBe('TOO_MANY_FILES');
      expect(kept()).toEqual(before);
      expect((await upload(files.slice(1)).expect(200)).body.images).toHaveLength(10);
    });

    it('answers 413 FILE_TOO_LARGE over 5 MB or 51 megapixels, PAYLOAD_TOO_LARGE over what ten can be', async () => {
      const before = kept();
      const large = Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]);
      expect(
        (
          await upload([
            [png, 'a.png'],
            [large, 'b.png'],
          ]).expect(413)
        ).body.code,
      ).toBe('FILE_TOO_LARGE');
      const bomb = saysItIs(png, 60_000, 60_000);
      expect(
        (
          await upload([
            [png, 'a.png'],
            [bomb, 'b.png'],
          ]).expect(413)
        ).body.code,
      ).toBe('FILE_TOO_LARGE');
      const lying = post().set('Content-Type', 'multipart/form-data; boundary=zz').set('Content-Length', '60000000');
      expect((await lying.send('').timeout(5000).expect(413)).body.code).toBe('PAYLOAD_TOO_LARGE');
      expect(kept()).toEqual(before);
    });

    it('answers 415 UNSUPPORTED_IMAGE_TYPE to what is no such picture, whatever it is called, and keeps none', async () => {
      const before = kept();
      const tiff = await plain().tiff().toBuffer();
      const photo = await sharp({
        create: {
          width: 300,
          height: 300,
          channels: 3,
          background: 'red',
          noise: { type: 'gaussian', mean: 128, sigma: 30 },
        },
      })
        .jpeg()
        .toBuffer();
      const lies: (string | Buffer)[] = [
        '<html><script>alert(1)</script></html>',
        SVG,
        `<?xml version="1.0"?>${SVG}`,
        tiff,
        Buffer.from('PK\x03\x04 a zip'),
        '%PDF-1.7',
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        'GIF89a<script>alert(1)</script>',
        photo.subarray(0, photo.length / 2),
        '',
      ];
      for (const lie of lies) {
        const answer = await upload([
          [png, 'a.png'],
          [lie, 'b.png'],
        ]);
        expect([String(lie).slice(0, 20), answer.status, answer.body.code]).toEqual([
          String(lie).slice(0, 20),
          415,
          'UNSUPPORTED_IMAGE_TYPE',
        ]);
      }
      expect(kept()).toEqual(before);
    });

    it.each([
      ['no boundary', 'x', 'multipart/form-data'],
      ['nothing that the boundary is in', 'x', undefined],
      [
        'a file that does not end',
        '--zz\r\nContent-Disposition: form-data; name="images"; filename="a"\r\n\r\nx',
        undefined,
      ],
      [
        'a part without a name',
        '--zz\r\nContent-Disposition: form-data; filename="a"\r\n\r\nx\r\n--zz--\r\n',
        undefined,
      ],
      ['a broken part header', '--zz\r\nContent-Disposition\x00: x\r\n\r\nx\r\n--zz--\r\n', undefined],
      [
        'a field of __proto__',
        '--zz\r\nContent-Disposition: form-data; name="__proto__[a]"\r\n\r\nx\r\n--zz--\r\n',
        undefined,
      ],
      [
        'many fields',
        '--zz\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'.repeat(100) + '--zz--\r\n',
        undefined,
      ],
    ])('answers 400, never 500, to %s', async (_, body, type) => {
      const answer = await raw(body, type);
      expect(answer.status).toBe(400);
      expect(['INVALID_MULTIPART', 'NO_FILES']).toContain(answer.body.code);
    });

    it('takes multipart, and so do only the routes of files', async () => {
      for (const path of ['/api/admin/products', '/api/auth/login', '/api/admin/upload/x']) {
        const answer = await shop.http.post(path).set(admin.auth).attach('images', png, 'a.png');
        expect([path, answer.status, answer.body.code]).toEqual([path, 415, 'UNSUPPORTED_MEDIA_TYPE']);
      }
      expect((await raw('a=1', 'application/x-www-form-urlencoded').expect(415)).body.code).toBe(
        'UNSUPPORTED_MEDIA_TYPE',
      );
      expect((await raw('x', 'multipart/mixed; boundary=zz').expect(415)).body.code).toBe('UNSUPPORTED_MEDIA_TYPE');
    });

    it('counts uploads by account, and answers 429 RATE_LIMIT_EXCEEDED before the body is read', async () => {
      const busy = await createAdmin(shop);
      for (let i = 0; i < LIMIT; i++) await post(busy).expect(400);
      expect((await post(busy).attach('images', png, 'a.png').expect(429)).body.code).toBe('RATE_LIMIT_EXCEEDED');
      await upload([[png, 'a.png']]).expect(200);
    });
  });
});

/** A PNG whose header claims other sides than it has. */
function saysItIs(png: Buffer, width: number, height: number): Buffer {
  const bomb = Buffer.from(png);
  bomb.writeUInt32BE(width, 16);
  bomb.writeUInt32BE(height, 20);
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
  return bomb;
}

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
      expect(await shop.prisma.auditLogEntry.count({ where: { action: 'upload.delete', subjectId: filename } })).toBe(
        1,
      );
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
