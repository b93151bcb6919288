import { Injectable } from '@nestjs/common';
import type { Mail } from './mail.js';
import type { OutboxMail } from './new-mail.js';

/** @returns null when nobody is left to send it to: the mail is done */
export type Compose = (mail: OutboxMail) => Promise<Mail | null>;

/** Who writes which kind of mail. The features register theirs in `onModuleInit`. */
@Injectable()
export class MailComposers {
  private readonly composers = new Map<string, Compose>();

  register(kind: string, compose: Compose): void {
    if (this.composers.has(kind)) throw new Error(`Two composers for ${kind}`);
    this.composers.set(kind, compose);
  }

  /** @throws when nobody knows the kind: a newer version wrote it, which will send it */
  compose(mail: OutboxMail): Promise<Mail | null> {
    const compose = this.composers.get(mail.kind);
    if (!compose) throw new Error(`No composer for ${mail.kind}`);
    return compose(mail);
  }
}
