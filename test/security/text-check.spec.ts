import { serverWith } from './one-step.js';
import { inputSteps } from '../../src/security/entries.js';
import { inputCheck } from '../../src/security/input/input-check.js';
import { MAX_KEY_LENGTH, MAX_TEXT_LENGTH, textCheck } from '../../src/security/input/text-check.js';

describe('textCheck', () => {
  const http = serverWith(inputCheck(), inputSteps(textCheck));
  const send = (body: object) => http.post('/x').send(body);

  it.each([
    ['a text', (length: number) => ({ a: [{ b: 'x'.repeat(length) }] }), MAX_TEXT_LENGTH],
    ['a password', (length: number) => ({ password: 'x'.repeat(length) }), MAX_TEXT_LENGTH],
    ['a key', (length: number) => ({ a: { ['k'.repeat(length)]: 1 } }), MAX_KEY_LENGTH],
    ['a run of marks', (length: number) => ({ a: `a${'\u0301\u0316'.repeat(20).slice(0, length)}b` }), 30],
    ['a run of marks in a key', (length: number) => ({ [`a${'\u0301'.repeat(length)}`]: 1 }), 30],
    ['a run of astral marks', (length: number) => ({ a: `a${'\u{1d165}'.repeat(length)}` }), 30],
    ['marks with nothing between them', (length: number) => ({ a: `a${'\u0301\u200b'.repeat(length / 2 + 0.5)}` }), 30],
  ])('takes %s of the largest length and answers 400 PAYLOAD_TOO_COMPLEX to a longer one', async (_, body, length) => {
    const largest = body(length);
    expect((await send(largest).expect(200)).body.body).toEqual(largest);
    expect((await send(body(length + 1)).expect(400)).body.code).toBe('PAYLOAD_TOO_COMPLEX');
  });

  it('looks at the query as well', async () => {
    await http.get(`/x?search=a${'%CC%81'.repeat(30)}`).expect(200);
    expect((await http.get(`/x?search=a${'%CC%81'.repeat(31)}`).expect(400)).body.code).toBe('PAYLOAD_TOO_COMPLEX');
  });

  it.each(['Ｐｏｋéｍｏｎ', 'क्षत्रिय', 'ภาษาไทยที่นี่', 'מִקְרָא', '👩🏽‍🔬👨‍👩‍👧‍👦', 'Việt Nam', '\n'.repeat(100)])(
    'takes %j',
    async (text) => {
      await send({ a: text }).expect(200);
    },
  );
});
