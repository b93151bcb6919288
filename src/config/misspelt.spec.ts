import { misspelt } from './misspelt.js';

const known = new Set([
  'PORT',
  'HOST',
  'CORS_ORIGIN',
  'DATABASE_URL',
  'TRUST_PROXY',
  'JWT_SECRET',
  'JWT_REFRESH_SECRET',
]);

describe('misspelt', () => {
  it.each([
    ['PROT', 'PORT'],
    ['POR', 'PORT'],
    ['port', 'PORT'],
    ['CORS_ORIGINS', 'CORS_ORIGIN'],
    ['COSR_ORIGIN', 'CORS_ORIGIN'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['TRUST_PROXIES', 'TRUST_PROXY'],
    ['JWT_SECRETS', 'JWT_SECRET'],
  ])('takes %s for %s', (given, meant) => expect(misspelt([given], known)).toEqual([[given, meant]]));

  it.each(['PORT', 'PATH', 'HOME', 'SHELL', 'HOSTNAME', 'NODE_OPTIONS', 'DATABASE', 'JWT', 'HO', 'X\nPORT', ''])(
    'leaves %j alone',
    (given) => expect(misspelt([given], known)).toEqual([]),
  );
});
