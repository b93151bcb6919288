import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

/**
 * Talks to a running shop over HTTP.
 * @param {{ url: string, dataDir: string }} running
 */
export function shopClient({ url, dataDir }) {
  /** `as`: the logged-in user; a guest without one. */
  async function request(method, path, { as, body } = {}) {
    const answer = await fetch(url + path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
        ...(as && { authorization: `Bearer ${as.accessToken}` }),
      },
      body: body && JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  }

  /** The body of a response, which must have the expected status. */
  async function expectStatus(expected, method, path, options) {
    const { status, body } = await request(method, path, options);
    assert.equal(status, expected, `${method} ${path} answered ${status} ${body.code ?? ''}`);
    return body;
  }

  const get = (path, as) => expectStatus(200, 'GET', path, { as });
  return { url, dataDir, request, expectStatus, get };
}
