import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { appWith, serverWith } from './one-step.js';
import { inputCheck } from '../../src/security/input/input-check.js';

const MEGABYTE = 1024 * 1024;

const parameters = (count: number) => Array.from({ length: count }, (_, i) => `p${i}=1`).join('&');

describe('inputCheck', () => {
  const http = serverWith(inputCheck());
  const send = (type: string | undefined, body: string | Buffer, headers: Record<string, string> = {}) => {
    const sent = http.post('/x').set(headers);
    if (type !== undefined) void sent.set('Content-Type', type);
    return sent.serialize((value: unknown) => value as string).send(body as string);
  };

  describe('body', () => {
    it.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/vnd.api+json'])(
      'reads %s',
      async (type) => expect((await send(type, '{"a":"é"}').expect(200)).body.body).toEqual({ a: 'é' }),
    );

    it.each([undefined, 'application/json', 'text/plain'])('needs none (content type %s)', async (type) => {
      const sent = http.post('/x').set('Content-Length', '0');
      if (type) void sent.set('Content-Type', type);
      expect((await sent.expect(200)).body.body).toBeNull();
    });

    it.each(['/api/2fa/undo', '/api/products/notify-stock/cancel'])('reads a form at POST %s alone', async (path) => {
      const form = (method: 'post' | 'put', to: string) => http[method](to).type('form').send('a=1');
      expect((await form('post', path).expect(200)).body).toEqual({ bytes: 'a=1' });
      await form('put', path).expect(415);
      await form('post', `${path}/x`).expect(415);
      await http.post(path).type('text/plain').send('a=1').expect(415);
      await http
        .post(path)
        .type('form')
        .send(`a=${'1'.repeat(1024)}`)
        .expect(413);
    });

    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonp',
    ])('answers 415 to %s', async (type) => {
      const { body } = await send(type, 'a=1').expect(415);
      expect(body.code).toBe('UNSUPPORTED_MEDIA_TYPE');
    });

    it.each([
      ['a', 415],
      ['', 200],
    ])('takes a body of unknown length and type that turns out to be %j with %i', async (text, status) => {
      expect(await sendInChunks(text)).toBe(status);
    });

    it.each(['{', '{"a":}', 'nonsense', "{'a':1}", '"text"', '12', 'null', 'true', ' ', '{"a":1}x', '\u0000'])(
      'answers 400 INVALID_JSON to %j',
      async (text) => {
        const { body } = await send('application/json', text).expect(400);
        expect(body).toEqual({ code: 'INVALID_JSON', error: expect.any(String) });
      },
    );

    it('answers 400 VALIDATION_ERROR to a list', async () => {
      const { body } = await send('application/json', '[1]').expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: 'body' }] });
    });

    it('takes 1 MB and answers 413 to a byte more', async () => {
      const text = (size: number) => `{"a":"${'x'.repeat(size - 8)}"}`;
      await send('application/json', text(MEGABYTE)).expect(200);
      const { body } = await send('application/json', text(MEGABYTE + 1)).expect(413);
      expect(body.code).toBe('PAYLOAD_TOO_LARGE');
    });

    it.each([
      ['lists in lists', `{"a":${'['.repeat(500_000)}`],
      ['objects in objects', '{"a":'.repeat(100_000)],
      ['90,000 keys', `{${Array.from({ length: 90_000 }, (_, i) => `"${i}":1`).join()}}`],
      ['a number of 10,000 digits', `{"a":${'1'.repeat(10_000)}}`],
    ])('answers 400 PAYLOAD_TOO_COMPLEX to %s, before it is parsed', async (_, text) => {
      const { body } = await send('application/json', text).expect(400);
      expect(body).toEqual({ code: 'PAYLOAD_TOO_COMPLEX', error: expect.any(String) });
    });

    it('answers 415 to JSON that is not UTF-8', async () => {
      const text = Buffer.from('{"a":1}', 'utf16le');
      const { body } = await send('application/json; charset=utf-16le', text).expect(415);
      expect(body.code).toBe('UNSUPPORTED_MEDIA_TYPE');
    });

    it('answers 413 to what grows past 1 MB when unpacked, 400 to what is no archive, 415 to an unknown packing', async () => {
      const bomb = gzipSync(`{"a":"${'x'.repeat(20 * MEGABYTE)}"}`);
      expect(bomb.length).toBeLessThan(MEGABYTE / 10);
      await send('application/json', bomb, { 'Content-Encoding': 'gzip' }).expect(413);
      await send('application/json', gzipSync('{"a":1}'), { 'Content-Encoding': 'gzip' }).expect(200);
      await send('application/json', '{"a":1}', { 'Content-Encoding': 'gzip' }).expect(400);
      await send('application/json', '{"a":1}', { 'Content-Encoding': 'rot13' }).expect(415);
      await send('application/json; charset=latin1', '{"a":1}').expect(415);
    });
  });

  describe('webhook', () => {
    it.each(['application/json', 'text/plain', undefined])('keeps the bytes as they came (type %s)', async (type) => {
      const sent = http.post('/api/checkout/webhook');
      if (type) void sent.set('Content-Type', type);
      const { body } = await sent
        .serialize(((value: unknown) => value) as never)
        .send(Buffer.from('{ "a" :\n1 }ÿ', 'latin1'));
      expect(body).toEqual({ bytes: '{ "a" :\n1 }ÿ' });
    });

    it('answers 413 past its limit', async () => {
      await http
        .post('/api/checkout/webhook/')
        .set('Content-Type', 'application/json')
        .send('x'.repeat(MEGABYTE + 1))
        .expect(413);
    });
  });

  describe('query', () => {
    it.each(['?page=1', '?', '?search=%5Babc%5D', '?search=a%26b=c', '?a', '?x=1&X=2'])(
      'lets %s pass',
      async (query) => {
        await http.get(`/x${query}`).expect(200);
      },
    );

    it.each([
      ['a query of 8,000 characters', `a=${'x'.repeat(7998)}`, `a=${'x'.repeat(7999)}`],
      ['100 parameters', parameters(100), parameters(101)],
    ])('takes %s and answers 400 PAYLOAD_TOO_COMPLEX to one more', async (_, largest, larger) => {
      await http.get(`/x?${largest}`).expect(200);
      expect((await http.get(`/x?${larger}`).expect(400)).body.code).toBe('PAYLOAD_TOO_COMPLEX');
    });

    it.each([
      ['?page=1&page=2', 'page'],
      ['?page=&page=', 'page'],
      ['?page[]=1', 'page'],
      ['?page[a]=1', 'page'],
      ['?page%5Ba%5D=1', 'page'],
      ['?%3Cb%3E[x]=1', 'query'],
      ['?[x]=1', 'query'],
    ])('answers 400 VALIDATION_ERROR to %s', async (query, path) => {
      const { body } = await http.get(`/x${query}`).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path }] });
    });
  });
});

/** Without a content length, as streams are sent. */
async function sendInChunks(text: string): Promise<number> {
  const server = createServer(appWith(inputCheck())).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const outgoing = request({ port, host: '127.0.0.1', method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } });
  outgoing.end(text);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  answer.resume();
  server.close();
  server.closeAllConnections();
  return answer.statusCode ?? 0;
}
