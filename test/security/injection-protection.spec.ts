import { json } from 'express';
import type { Logger } from 'pino';
import { serverWith } from './one-step.js';
import { inputSteps } from '../../src/security/entries.js';
import { injectionProtection } from '../../src/security/injection/injection-protection.js';

describe('injectionProtection', () => {
  const logged: unknown[] = [];
  const logger = { warn: (...line: unknown[]) => logged.push(line) } as unknown as Logger;
  const http = serverWith(json(), inputSteps(injectionProtection(logger)));
  const send = (body: string) => http.post('/x').set('Content-Type', 'application/json').send(body);

  it.each([
    ['{"__proto__":{"isAdmin":true}}', 'prototype-key'],
    ['{"a":[{"b":{"__proto__":1}}]}', 'prototype-key'],
    ['{"constructor":{"prototype":{"isAdmin":true}}}', 'prototype-key'],
    ['{"constructor.prototype.isAdmin":true}', 'prototype-key'],
    ['{"email":{"$ne":null}}', 'operator-key'],
    ['{"$where":"1"}', 'operator-key'],
    ['{"a":"x\\u0000y"}', 'nul-byte'],
    ['{"password":"x\\u0000y"}', 'nul-byte'],
    ['{"a\\u0000":1}', 'nul-byte'],
    ['{"bio":"<script>alert(1)</script>"}', 'script'],
    ['{"cards":[{"name":"<img src=x onerror=alert(1)>"}]}', 'script'],
    ['{"search":"\' OR 1=1 --"}', 'sql'],
  ])('answers 400 SUSPICIOUS_CONTENT to %s (%s)', async (body, suspicion) => {
    expect((await send(body).expect(400)).body).toEqual({ code: 'SUSPICIOUS_CONTENT', error: expect.any(String) });
    expect(JSON.stringify(logged.at(-1))).toBe(`[{"suspicion":"${suspicion}"},"Suspicious content refused"]`);
  });

  it.each([
    '/x?search=%3Cscript%3Ealert(1)%3C/script%3E',
    "/x?search='%20OR%20'1'='1",
    '/x?__proto__=1',
    '/x?$ne=1',
    '/x?search=a%00b',
    '/x/a%00b',
  ])('answers 400 SUSPICIOUS_CONTENT to %s', async (path) => {
    expect((await http.get(path).expect(400)).body.code).toBe('SUSPICIOUS_CONTENT');
  });

  it.each([
    '{"password":"\' OR 1=1 --"}',
    '{"newPassword":"<script>alert(1)</script>"}',
    '{"refreshToken":"\' OR 1=1 --"}',
    '{"constructor":"Lego"}',
    '{"prototype":true}',
    '{"price":"$5","a$":"x"}',
  ])('lets %s pass', async (body) => {
    await send(body).expect(200);
  });

  it('spends little time on a body made to cost much', async () => {
    const body = JSON.stringify({ a: Array(6000).fill("' or 1=1 x") });
    const start = performance.now();
    expect((await send(body).expect(400)).body.code).toBe('SUSPICIOUS_CONTENT');
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
