import { placesOf } from './places.js';

describe('placesOf', () => {
  const files = { smtpUrl: undefined, dataDir: './data' };
  const uploads = { dir: '/srv/uploads' };

  it('names file, folder and upload folder of a shop without settings', () => {
    expect(placesOf({ kind: 'sqlite', url: 'file:data/boulevard.db' }, files, uploads)).toEqual({
      database: 'SQLite, data/boulevard.db',
      mails: 'files in data/outbox',
      uploads: '/srv/uploads',
    });
  });

  it.each([
    ['postgresql://shop:s%40cret@db.internal:5432/boulevard?sslmode=require', 'PostgreSQL, db.internal:5432/boulevard'],
    ['postgresql:///boulevard?host=/run/postgresql&user=shop', 'PostgreSQL, /run/postgresql/boulevard'],
  ])('names the server of %s without user and password', (url, database) => {
    expect(placesOf({ kind: 'postgresql', url }, files, uploads).database).toBe(database);
  });

  it('names the mail server without user and password', () => {
    const smtpUrl = 'smtps://shop:s%40cret@mail.example:465';
    expect(placesOf({ kind: 'sqlite', url: 'file:x' }, { ...files, smtpUrl }, uploads).mails).toBe(
      'SMTP, mail.example:465',
    );
  });
});
