import { money } from '../../common/money.js';
import type { MailBlock } from '../../mail/layout/content.js';
import { french } from '../../mail/layout/french.js';
import type { MailText } from '../../mail/mail.js';
import { itemRows } from './order-amounts.js';
import type { OrderForMail } from './order-for-mail.js';

/** What `shopAlert` was given. */
export interface AlertData {
  subject: string;
  lines: string[];
}

export function shopOversoldText({ order }: OrderForMail): MailText {
  const { orderNumber, totalCents, currency } = order;
  return {
    subject: `Commande ${orderNumber} payée, épuisée et remboursée`,
    content: {
      heading: 'Une commande n’a pas pu être servie',
      blocks: [
        {
          text: french`La commande ${orderNumber} (${money(totalCents, currency)}) a été payée alors qu’un de ses articles était épuisé. Le client est remboursé intégralement et prévenu ; il n’y a rien à faire, sinon vérifier le stock de ces articles :`,
        },
        { table: { rows: itemRows(order) } },
      ],
    },
  };
}

/** @param orderNumber of the order that it is about */
export function shopAlertText({ subject, lines }: AlertData, orderNumber: string | null): MailText {
  const blocks: MailBlock[] = lines.map((line) => ({ text: line }));
  if (orderNumber) blocks.push({ note: `Commande ${orderNumber}` });
  return { subject, content: { heading: subject, blocks } };
}
