import type { IncomingMessage } from 'node:http';
import { isFromOwnMachine } from './own-machine.js';

const names = { host: '127.0.0.1', publicUrl: 'http://shop.test:8080', corsOrigins: ['http://localhost:5173'] };

function ask(headers: IncomingMessage['headers'], remoteAddress?: string, localAddress = '10.0.0.5'): boolean {
  const request = { socket: { remoteAddress, localAddress }, headers: { host: 'localhost:8080', ...headers } };
  return isFromOwnMachine(request as IncomingMessage, names);
}

describe('isFromOwnMachine', () => {
  it.each([
    ['a loopback peer', {}, '127.0.0.1'],
    ['a loopback peer on a dual-stack socket', {}, '::ffff:127.0.0.1'],
    ['its own address on the network', {}, '10.0.0.5'],
    ['a proxy here, for a client here', { 'x-forwarded-for': '127.0.0.1, ::1' }, '127.0.0.1'],
    [
      'a proxy here that names it otherwise',
      { 'x-real-ip': '127.0.0.1', forwarded: 'for="[::1]";proto=http' },
      '127.0.0.1',
    ],
    ['the name in API_PUBLIC_URL', { host: 'shop.test:9999' }, '127.0.0.1'],
    ['a page of its own', { host: 'localhost:8080', origin: 'http://localhost:8080' }, '127.0.0.1'],
    ['a page of CORS_ORIGIN', { origin: 'http://localhost:5173' }, '127.0.0.1'],
  ])('accepts %s', (_what, headers, peer) => expect(ask(headers, peer)).toBe(true));

  it.each([
    ['another machine', {}, '10.0.0.6'],
    ['a peer that is gone', {}, undefined],
    ['a proxy here, for another machine', { 'x-forwarded-for': '127.0.0.1, 10.0.0.6' }, '127.0.0.1'],
    ['a proxy that names no address', { 'x-forwarded-for': 'unknown' }, '127.0.0.1'],
    ['a proxy here with X-Real-IP', { 'x-real-ip': '10.0.0.6' }, '127.0.0.1'],
    ['a proxy here with Forwarded', { forwarded: 'for=127.0.0.1, For="[2001:db8::1]:4711"' }, '127.0.0.1'],
    ['another machine behind which a proxy names us', { 'x-forwarded-for': '127.0.0.1' }, '10.0.0.6'],
    ['a foreign Host (DNS rebinding)', { host: 'evil.test:8080' }, '127.0.0.1'],
    ['a Host that is none', { host: 'local host' }, '127.0.0.1'],
    ['a foreign Origin', { origin: 'https://evil.test' }, '127.0.0.1'],
    ['an Origin on another port', { origin: 'http://localhost:3333' }, '127.0.0.1'],
    ['an Origin that is hidden', { origin: 'null' }, '127.0.0.1'],
  ])('refuses %s', (_what, headers, peer) => expect(ask(headers, peer)).toBe(false));
});
