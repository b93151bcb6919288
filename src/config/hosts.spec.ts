import { isLoopback, reachableHost } from './hosts.js';

it.each(['127.0.0.1', '127.9.9.9', '::1', '[::1]', '::ffff:127.0.0.1', 'localhost', 'LOCALHOST', 'shop.localhost'])(
  '%s is a loopback host',
  (host) => expect(isLoopback(host)).toBe(true),
);

it.each(['0.0.0.0', '::', '10.0.0.5', '::ffff:10.0.0.5', '127.0.0.1.evil.test', 'localhost.evil.test', '', 'x'])(
  '%j is no loopback host',
  (host) => expect(isLoopback(host)).toBe(false),
);

it.each([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '127.0.0.1'],
  ['::1', '[::1]'],
  ['10.0.0.5', '10.0.0.5'],
  ['localhost', 'localhost'],
])('a server on %s is reached at %s', (host, reached) => expect(reachableHost(host)).toBe(reached));
