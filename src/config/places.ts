import { join } from 'node:path';
import type { DatabaseConfig } from './database.config.js';
import type { MailConfig } from './mail.config.js';
import type { UploadConfig } from './upload.config.js';

/** Where the shop keeps and sends what it has, for an operator to read: without user names and passwords. */
export interface Places {
  database: string;
  mails: string;
  uploads: string;
}

export function placesOf(
  { kind, url }: Pick<DatabaseConfig, 'kind' | 'url'>,
  { smtpUrl, dataDir }: Pick<MailConfig, 'smtpUrl' | 'dataDir'>,
  { dir }: UploadConfig,
): Places {
  return {
    database: kind === 'sqlite' ? `SQLite, ${url.slice('file:'.length)}` : `PostgreSQL, ${withoutSecrets(url)}`,
    mails: smtpUrl === undefined ? `files in ${join(dataDir, 'outbox')}` : `SMTP, ${withoutSecrets(smtpUrl)}`,
    uploads: dir,
  };
}

/** @returns host and path; a socket's folder stands in the query */
function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return 'an address that URL can’t read';
  const { host, pathname, searchParams } = new URL(url);
  return `${host || (searchParams.get('host') ?? '')}${pathname === '/' ? '' : pathname}`;
}
