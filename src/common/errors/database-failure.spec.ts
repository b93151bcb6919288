import { databaseFailure } from './database-failure.js';

const error = (fields: object, message = 'no') => Object.assign(new Error(message), fields);
const prisma = (code: string, cause?: object, message?: string) =>
  error({ name: 'PrismaClientKnownRequestError', code, meta: cause && { driverAdapterError: { cause } } }, message);

describe('databaseFailure', () => {
  it.each([
    [prisma('P1001', { kind: 'DatabaseNotReachable' }), 'DatabaseNotReachable'],
    [prisma('P1001'), 'P1001'],
    [prisma('P1017'), 'P1017'],
    [prisma('P2024'), 'P2024'],
    [prisma('P2010', { kind: 'postgres', originalCode: '57P01' }), '57P01'],
    [prisma('P2037', { kind: 'TooManyConnections', originalCode: '53300' }), '53300'],
    [prisma('EHOSTUNREACH'), 'EHOSTUNREACH'],
    [prisma('P2028', undefined, 'Unable to start a transaction in the given time.'), 'P2028'],
    [error({ name: 'DriverAdapterError', cause: { kind: 'postgres', code: '55P03' } }), '55P03'],
    [error({ name: 'DriverAdapterError', cause: { kind: 'sqlite', originalCode: 'SQLITE_FULL' } }), 'SQLITE_FULL'],
    [error({ name: 'DriverAdapterError', cause: { originalCode: 'SQLITE_IOERR_WRITE' } }), 'SQLITE_IOERR_WRITE'],
    [error({ code: 'ECONNREFUSED', syscall: 'connect' }), 'ECONNREFUSED'],
    [error({ code: 'ENOSPC' }), 'ENOSPC'],
    [error({}, 'Connection terminated unexpectedly'), 'CONNECTION_LOST'],
    [error({}, 'Client has encountered a connection error and is not queryable'), 'CONNECTION_LOST'],
    [error({}, 'timeout exceeded when trying to connect'), 'CONNECT_TIMEOUT'],
  ])('knows %#', (thrown, reason) => expect(databaseFailure(thrown)).toBe(reason));

  it.each([
    prisma('P2002', { kind: 'UniqueConstraintViolation', originalCode: '23505' }),
    prisma('P2010', { kind: 'postgres', originalCode: '42P01' }),
    prisma('P2028', undefined, 'Transaction not found'),
    prisma('P2034', { kind: 'TransactionWriteConflict', originalCode: '40P01' }),
    error({ name: 'DriverAdapterError', cause: { originalCode: 'SQLITE_CONSTRAINT_UNIQUE' } }),
    error({ code: 'ENOENT' }),
    error({ cause: error({ code: 'ECONNREFUSED' }) }, 'Somebody else’s connection'),
    new TypeError('Cannot read properties of undefined'),
    'a text',
    undefined,
  ])('says nothing of what the database refused, nor of what is not about it: %#', (thrown) =>
    expect(databaseFailure(thrown)).toBeUndefined(),
  );
});
