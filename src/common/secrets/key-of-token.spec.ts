import { JwtService } from '@nestjs/jwt';
import { keyOfToken } from './key-of-token.js';

const jwt = new JwtService();
const sign = (secret: string) => jwt.sign({ userId: 'u1' }, { secret, algorithm: 'HS256' });

describe('keyOfToken', () => {
  it('finds the key that signed a token', () => {
    expect(keyOfToken(sign('new'), ['new', 'old'])).toBe('new');
    expect(keyOfToken(sign('old'), ['new', 'old'])).toBe('old');
    expect(keyOfToken(sign('old'), [Buffer.from('new'), Buffer.from('old')])).toEqual(Buffer.from('old'));
  });

  it.each([sign('other'), `${sign('old')}x`, sign('old').slice(0, -1), 'a.b.c', 'abc', '', '..'])(
    'leaves what none of them signed to the first, which refuses it: %s',
    (token) => expect(keyOfToken(token, ['new', 'old'])).toBe('new'),
  );
});
