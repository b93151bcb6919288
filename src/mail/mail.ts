import type { MailContent } from './layout/content.js';

/** A mail. Its HTML and plain text parts are rendered from the same content. */
export interface Mail {
  /** One plain address, without a name. */
  to: string;
  /** One line; line breaks are removed. */
  subject: string;
  content: MailContent;
  /** A plain address as well. */
  replyTo?: string;
  /** Where a mail program posts when its user unsubscribes with one click (RFC 8058). */
  unsubscribeUrl?: string;
}

/** A mail without its recipient. */
export type MailText = Pick<Mail, 'subject' | 'content'>;
