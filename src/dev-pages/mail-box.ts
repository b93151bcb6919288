import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^([\w-]{1,64})\.eml$/;
/** Mails that the list shows. */
const SHOWN = 50;

export interface BoxedMail {
  id: string;
  writtenAt: Date;
  from: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  /** As it would go over the wire. */
  raw: string;
}

/** The mails that a shop without SMTP has written into its data folder. */
export class MailBox {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'outbox');
  }

  /** The newest first. */
  async list(): Promise<BoxedMail[]> {
    const names = await readdir(this.folder).catch(() => []);
    const files = await Promise.all(
      names
        .map((name) => NAME.exec(name)?.[1])
        .filter((id) => id !== undefined)
        .map(async (id) => ({ id, writtenAt: (await stat(this.file(id))).mtime })),
    );
    files.sort((a, b) => b.writtenAt.getTime() - a.writtenAt.getTime());
    const mails = await Promise.all(files.slice(0, SHOWN).map(({ id }) => this.read(id)));
    return mails.filter((mail) => mail !== null);
  }

  /** @returns null when there is none */
  async read(id: string): Promise<BoxedMail | null> {
    if (!NAME.test(`${id}.eml`)) return null;
    const raw = await readFile(this.file(id)).catch(() => null);
    if (!raw) return null;
    // Loaded with the first mail.
    const { default: PostalMime } = await import('postal-mime');
    const { from, to = [], subject = '', html = '', text = '' } = await PostalMime.parse(raw);
    return {
      id,
      writtenAt: (await stat(this.file(id))).mtime,
      from: from?.address ?? '',
      to: to.map(({ address }) => address).join(', '),
      subject,
      html,
      text,
      raw: raw.toString(),
    };
  }

  private file(id: string): string {
    return join(this.folder, `${id}.eml`);
  }
}
