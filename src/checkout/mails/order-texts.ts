import { money } from '../../common/money.js';
import type { MailBlock } from '../../mail/layout/content.js';
import { french } from '../../mail/layout/french.js';
import type { MailText } from '../../mail/mail.js';
import { carrierLink } from '../rules/carrier-link.js';
import { addressLines } from './address-lines.js';
import { CARRIER_NAMES } from './carrier-names.js';
import { amountRows, itemRows } from './order-amounts.js';
import type { OrderForMail, RefundForMail } from './order-for-mail.js';

const TO_THE_BANK = 'Selon votre banque, il apparaît sur votre compte sous 5 à 10 jours ouvrés.';

export function paidText(mailed: OrderForMail): MailText {
  const { order, links, shippingAddress } = mailed;
  const blocks: MailBlock[] = [
    hello(mailed),
    { text: `Nous avons bien reçu votre paiement et prenons grand soin de votre commande ${order.orderNumber}.` },
    { table: amountRows(order) },
  ];
  const lines = shippingAddress && addressLines(shippingAddress);
  if (lines) blocks.push({ lines: [french`Adresse de livraison :`, ...lines] });
  blocks.push({ link: { label: 'Voir ma commande', url: links.order } });
  blocks.push({ text: 'Nous vous écrirons dès que votre colis sera en route.' });
  return text(`Votre commande ${order.orderNumber} est confirmée`, french`Merci pour votre commande !`, blocks);
}

export function shippedText(mailed: OrderForMail): MailText {
  const { order, links } = mailed;
  const { orderNumber, carrier, trackingNumber } = order;
  const by = carrier && carrier !== 'OTHER' ? ` avec ${CARRIER_NAMES[carrier]}` : '';
  const blocks: MailBlock[] = [
    hello(mailed),
    { text: french`Bonne nouvelle : votre commande ${orderNumber} vient de partir${by}.` },
    { table: { rows: itemRows(order) } },
  ];
  const parcel = order.trackingUrl ?? carrierLink(carrier, trackingNumber);
  if (trackingNumber) blocks.push({ text: french`Numéro de suivi : ${trackingNumber}` });
  if (parcel && /^https?:\/\//i.test(parcel)) blocks.push({ link: { label: 'Suivre mon colis', url: parcel } });
  blocks.push({ link: { label: 'Voir ma commande', url: links.tracking } });
  return text(`Votre commande ${orderNumber} est en route`, french`Votre colis est en route !`, blocks);
}

export function deliveredText(mailed: OrderForMail): MailText {
  const { orderNumber } = mailed.order;
  return text(`Votre commande ${orderNumber} est arrivée`, french`Votre colis est arrivé !`, [
    hello(mailed),
    { text: `Votre commande ${orderNumber} a été livrée. Nous espérons que vos cartes vous raviront.` },
    { text: french`Un souci avec votre colis ? Répondez simplement à ce message, nous nous en occupons.` },
    { link: { label: 'Voir ma commande', url: mailed.links.tracking } },
  ]);
}

export function cancelledText(mailed: OrderForMail, refund: RefundForMail | null): MailText {
  const { orderNumber } = mailed.order;
  return text(`Votre commande ${orderNumber} est annulée`, 'Votre commande est annulée', [
    hello(mailed),
    { text: `Votre commande ${orderNumber} a été annulée. ${moneyBack(mailed, refund)}` },
    { link: { label: 'Voir ma commande', url: mailed.links.tracking } },
  ]);
}

export function refundedText(mailed: OrderForMail, refund: RefundForMail | null): MailText {
  const { orderNumber } = mailed.order;
  return text(`Votre commande ${orderNumber} est remboursée`, 'Votre commande est remboursée', [
    hello(mailed),
    { text: `Votre commande ${orderNumber} vous est remboursée. ${moneyBack(mailed, refund)}` },
    { link: { label: 'Voir ma commande', url: mailed.links.tracking } },
  ]);
}

export function partlyRefundedText(mailed: OrderForMail, { amountCents }: RefundForMail): MailText {
  const { orderNumber, currency } = mailed.order;
  const amount = money(amountCents, currency);
  return text(`Un remboursement pour votre commande ${orderNumber}`, 'Un remboursement est en route', [
    hello(mailed),
    { text: `Nous vous remboursons ${amount} sur votre commande ${orderNumber}. ${TO_THE_BANK}` },
    { link: { label: 'Voir ma commande', url: mailed.links.tracking } },
  ]);
}

export function oversoldText(mailed: OrderForMail): MailText {
  const { orderNumber } = mailed.order;
  return text(french`Votre commande ${orderNumber} est remboursée : article épuisé`, 'Nous sommes désolés', [
    hello(mailed),
    {
      text: `Un article de votre commande ${orderNumber} venait de partir chez quelqu’un d’autre quand votre paiement nous est parvenu, et nous n’avons pas pu le remplacer.`,
    },
    { text: moneyBack(mailed, null) },
    { table: { rows: itemRows(mailed.order) } },
    { link: { label: 'Voir ma commande', url: mailed.links.tracking } },
  ]);
}

/** @param refund the last one; null in mails of earlier versions, and when it is the only one */
function moneyBack({ order }: OrderForMail, refund: RefundForMail | null): string {
  if (order.totalCents === 0) return 'Rien ne vous a été prélevé.';
  const { totalCents, lostCents } = order;
  const amount = (cents: number) => money(cents, order.currency);
  // After a dispute that the shop has lost.
  if (lostCents >= totalCents) return `Votre banque vous a déjà rendu les ${amount(totalCents)} que vous avez payés.`;
  const restCents = refund?.amountCents ?? totalCents - lostCents;
  const earlierCents = totalCents - lostCents - restCents;
  const already = [
    ...(lostCents > 0 ? [`votre banque vous a déjà rendu ${amount(lostCents)}`] : []),
    ...(earlierCents > 0 ? [`nous vous avons déjà remboursé ${amount(earlierCents)}`] : []),
  ].join(' et ');
  if (!already) {
    return `Les ${amount(totalCents)} que vous avez payés vous sont intégralement rendus, sur le moyen de paiement utilisé. ${TO_THE_BANK}`;
  }
  const sentence = already[0]!.toUpperCase() + already.slice(1);
  if (restCents === 0) return `${sentence}.`;
  return french`${sentence} ; nous vous rendons ${amount(restCents)}, sur le moyen de paiement utilisé. ${TO_THE_BANK}`;
}

function hello({ name }: OrderForMail): MailBlock {
  return { text: name ? `Bonjour ${name},` : 'Bonjour,' };
}

function text(subject: string, heading: string, blocks: MailBlock[]): MailText {
  return { subject, content: { heading, blocks } };
}
