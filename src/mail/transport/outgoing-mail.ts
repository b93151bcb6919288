import type { SendMailOptions } from 'nodemailer';
import { isPlainAddress } from '../../common/email/email-address.js';
import type { MailConfig } from '../../config/mail.config.js';
import { renderHtml } from '../layout/render-html.js';
import { renderText } from '../layout/render-text.js';
import type { Mail } from '../mail.js';
import type { OutboxMail } from '../new-mail.js';
import { oneLine } from './one-line.js';

/** `isTest`: the shop takes no real money. */
type Sender = Pick<MailConfig, 'from' | 'shopAddress'> & { isTest: boolean };

const TEST_NOTE = { text: 'Ceci est un test : la boutique n’encaisse aucun paiement réel.' };

const SIGNATURE = ['À très bientôt,', 'L’équipe BoulevardTCG'];

/**
 * The message for nodemailer. The Message-ID is made from the row's id: mail programs show a mail once that was sent
 * twice after a crash.
 * @param from `Name <address>` or an address
 * @param shopAddress the default for replies
 * @returns null when mail can't be sent to the address
 */
export function outgoingMail(
  row: Pick<OutboxMail, 'id'>,
  mail: Mail,
  { from, shopAddress, isTest }: Sender,
): SendMailOptions | null {
  if (!isPlainAddress(mail.to)) return null;
  const content = isTest ? { ...mail.content, blocks: [TEST_NOTE, ...mail.content.blocks] } : mail.content;
  const replyTo = mail.replyTo && isPlainAddress(mail.replyTo) ? mail.replyTo : shopAddress;
  return {
    from,
    to: { address: mail.to, name: '' },
    replyTo: { address: replyTo, name: '' },
    subject: oneLine(isTest ? `[TEST] ${mail.subject}` : mail.subject),
    messageId: `<${row.id}@${domainOf(from)}>`,
    html: renderHtml(content, SIGNATURE),
    text: renderText(content, SIGNATURE),
    // No out-of-office replies to a machine: RFC 3834.
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail) },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function unsubscribeHeaders({ unsubscribeUrl }: Mail): Record<string, string | { prepared: true; value: string }> {
  if (unsubscribeUrl === undefined) return {};
  // A URL must not be folded: nodemailer must leave the header as it is.
  const list = { prepared: true, value: `<${unsubscribeUrl}>` } as const;
  return { 'List-Unsubscribe': list, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function domainOf(from: string): string {
  return /@([^>]+)>?$/.exec(from)![1]!;
}
