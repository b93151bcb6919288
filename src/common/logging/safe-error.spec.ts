import { safeError, withoutSecrets } from './safe-error.js';

class PrismaClientKnownRequestError extends Error {
  override name = 'PrismaClientKnownRequestError';
  code = 'P2002';
  meta = { driverAdapterError: { detail: 'Key (email)=(sacha@example.com) already exists' } };
}

describe('safeError', () => {
  it('names the query that Prisma refused and nothing of its arguments', () => {
    const logged = safeError(
      new PrismaClientKnownRequestError(
        'Invalid `this.prisma.user.create()` invocation in /x.ts\n { email: "sacha@example.com" }',
      ),
    );
    expect(logged).toMatchObject({
      type: 'PrismaClientKnownRequestError',
      code: 'P2002',
      message: 'Prisma refused user.create',
    });
    expect(logged.stack).toMatch(/^\s+at /);
    expect(JSON.stringify(logged)).not.toContain('sacha');
  });

  it('says nothing of a text that could not be parsed', () => {
    const caught = () => {
      try {
        return JSON.parse('hunter2') as unknown;
      } catch (error) {
        return error;
      }
    };
    expect(JSON.stringify(safeError(caught()))).not.toContain('hunter2');
  });

  it('follows causes, but not for ever', () => {
    const error = new Error('outer', { cause: new TypeError('inner') });
    expect(safeError(error).cause).toMatchObject({ type: 'TypeError', message: 'inner' });
    const loop = new Error('round');
    loop.cause = loop;
    expect(safeError(loop)).toBeDefined();
  });

  it('keeps the message of other errors', () => {
    expect(safeError(new TypeError("Cannot read properties of undefined (reading 'id')")).message).toBe(
      "Cannot read properties of undefined (reading 'id')",
    );
    expect(safeError('thrown text').message).toBeUndefined();
  });
});

describe('withoutSecrets', () => {
  it.each([
    ['no account for sacha.ketchum+tcg@example.com!', 'sacha'],
    ['token eyJhbGciOiJIUzI1NiJ9.eyJ1c2VySWQiOiIxIn0.sig-nature_x is bad', 'eyJ'],
    ['key sk_test_abc123 refused', 'sk_test'],
    ['secret whsec_abcdef refused', 'whsec'],
    ['Authorization: Bearer abc.def', 'abc'],
    ['postgresql://shop:hunter2@db/shop is down', 'hunter2'],
    [`hash ${'0123456789abcdef'.repeat(4)}`, '0123456789abcdef'],
  ])('takes the secret out of %j', (text, secret) => expect(withoutSecrets(text)).not.toContain(secret));

  it('leaves the rest alone', () => {
    const text = 'connect ECONNREFUSED 127.0.0.1:5432 after 3 tries in StripeGateway.createSession';
    expect(withoutSecrets(text)).toBe(text);
  });
});
