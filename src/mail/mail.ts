import type { MailContent } from './layout/content.js';

/** A mail as it is meant; both its parts, HTML and plain text, are made of the same content. */
export interface Mail {
  /** One plain address, without a name. */
  to: string;
  /** One line; what could break out of it is taken out. */
  subject: string;
  content: MailContent;
  /** One plain address as well. */
  replyTo?: string;
}

/** What a mail says, to whomever it goes. */
export type MailText = Pick<Mail, 'subject' | 'content'>;
