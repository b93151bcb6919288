import { serverWith } from './one-step.js';
import { inputSteps } from '../../src/security/entries.js';
import { inputCheck } from '../../src/security/input/input-check.js';
import { sanitise } from '../../src/security/sanitising/sanitise.js';

describe('sanitise', () => {
  const http = serverWith(inputCheck(), inputSteps(sanitise));
  const send = (body: object) => http.post('/x').send(body);

  it('cleans every text, however deep, in lists too, and leaves other values', async () => {
    const { body } = await send({ a: ' x ', b: { c: [' y\u200b', 1, null, true, { d: '\ufeffz' }] } }).expect(200);
    expect(body.body).toEqual({ a: 'x', b: { c: ['y', 1, null, true, { d: 'z' }] } });
  });

  it.each(['password', 'currentPassword', 'newPassword', 'token', 'refreshToken', 'accessToken'])(
    'never touches %s',
    async (name) => {
      const secret = ' a\u200bb e\u0301 ';
      expect((await send({ [name]: secret })).body.body).toEqual({ [name]: secret });
    },
  );

  it('knows secrets by their place: deeper down they are ordinary text', async () => {
    expect((await send({ card: { token: ' x ' } })).body.body).toEqual({ card: { token: 'x' } });
  });

  it('cleans the names of fields', async () => {
    expect((await send({ 'a\u200b': { ' b': 1 } })).body.body).toEqual({ a: { b: 1 } });
  });

  it('keeps a name that becomes __proto__ a name, for the next step to refuse', async () => {
    const { text } = await http.post('/x').set('Content-Type', 'application/json').send('{"__pro\u200bto__":{"a":1}}');
    expect(text).toContain('"__proto__":{"a":1}');
  });

  it('cleans the query, secrets aside', async () => {
    const { body } = await http.get('/x?search=%20a%E2%80%8B%20&token=%20t');
    expect(body.query).toEqual({ search: 'a', token: ' t' });
  });
});
