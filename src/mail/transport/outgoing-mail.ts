import type { SendMailOptions } from 'nodemailer';
import type { MailConfig } from '../../config/mail.config.js';
import { renderHtml } from '../layout/render-html.js';
import { renderText } from '../layout/render-text.js';
import type { Mail } from '../mail.js';
import type { OutboxMail } from '../new-mail.js';
import { isPlainAddress, oneLine } from './addresses.js';

type Sender = Pick<MailConfig, 'from' | 'shopAddress'>;

const SIGNATURE = ['À très bientôt,', 'L’équipe BoulevardTCG'];

/**
 * What nodemailer sends. The Message-ID is made of the row's id: a mail that goes out twice, because we died before we
 * could note that it was sent, is one mail for whoever sorts them.
 * @param from `Name <address>` or an address
 * @param shopAddress where answers go, unless the mail says otherwise
 * @returns null when the address is none that mail can go to
 */
export function outgoingMail(
  row: Pick<OutboxMail, 'id'>,
  mail: Mail,
  { from, shopAddress }: Sender,
): SendMailOptions | null {
  if (!isPlainAddress(mail.to)) return null;
  const replyTo = mail.replyTo && isPlainAddress(mail.replyTo) ? mail.replyTo : shopAddress;
  return {
    from,
    to: { address: mail.to, name: '' },
    replyTo: { address: replyTo, name: '' },
    subject: oneLine(mail.subject),
    messageId: `<${row.id}@${domainOf(from)}>`,
    html: renderHtml(mail.content, SIGNATURE),
    text: renderText(mail.content, SIGNATURE),
    // Out-of-office replies to a machine help nobody: RFC 3834.
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function domainOf(from: string): string {
  return /@([^>]+)>?$/.exec(from)![1]!;
}
