import { randomUUID } from 'node:crypto';
import type { NewMail } from '../mail/new-mail.js';

export const CONTACT_MESSAGE = 'contact.message';
export const CONTACT_REPLY = 'contact.reply';

/** The content of the form. */
export interface ContactMessage {
  name: string;
  email: string;
  subject: string;
  message: string;
}

/** @param userId the account that the form was sent from; the reply goes to its address */
export function newContactMails(
  userId: string,
  { name, email, subject, message }: ContactMessage,
  { withReply }: { withReply: boolean },
): NewMail[] {
  const id = randomUUID();
  const toShop = { kind: CONTACT_MESSAGE, key: `${CONTACT_MESSAGE}:${id}`, subjectId: userId };
  const reply = { kind: CONTACT_REPLY, key: `${CONTACT_REPLY}:${id}`, subjectId: userId, data: { subject } };
  return [{ ...toShop, data: { name, email, subject, message } }, ...(withReply ? [reply] : [])];
}
