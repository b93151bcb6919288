import type { FormObject } from '../schema/form.js';
import { isHit, readFault } from './fault.js';

describe('isHit', () => {
  const fault = (match: { path?: string; method?: string }) => readFault({ kind: 'error', match });

  it.each([
    ['/v1/refunds', '/v1/refunds', true],
    ['/v1/refunds', '/v1/refunds/re_1', false],
    ['/v1/refunds/*', '/v1/refunds/re_1', true],
    ['/v1/refunds/*', '/v1/refunds', false],
    ['/v1/refunds/**', '/v1/refunds', true],
    ['/v1/checkout/**', '/v1/checkout/sessions/cs_1/expire', true],
    ['/v1/checkout/sessions/*/expire', '/v1/checkout/sessions/cs_1/expire', true],
    ['/v1/checkout/sessions/*/expire', '/v1/checkout/sessions/cs_1', false],
  ])('%s on %s: %s', (path, called, hit) => {
    expect(isHit(fault({ path }), 'post', called)).toBe(hit);
  });

  it('minds the method where one is given', () => {
    expect(isHit(fault({ method: 'POST' }), 'get', '/v1/refunds')).toBe(false);
    expect(isHit(fault({ method: 'POST' }), 'post', '/v1/refunds')).toBe(true);
    expect(isHit(fault({}), 'get', '/v1/refunds')).toBe(true);
  });
});

describe('readFault', () => {
  it.each<FormObject>([
    { kind: 'explode' },
    {},
    { kind: 'error', times: '0' },
    { kind: 'error', match: { path: 'refunds' } },
    { kind: 'error', match: { path: '/v1/(a+)+' } },
    { kind: 'refuse', status: '500' },
    { kind: 'error', colour: 'red' },
  ])('refuses %j', (form) => {
    expect(() => readFault(form)).toThrow();
  });
});
