import { randomUUID } from 'node:crypto';
import type { NewMail } from '../../mail/new-mail.js';

/**
 * A mail that tells an account's owner what happened to it, each time it happens.
 * @param kind registered with `AccountMails.register`
 */
export const toAccount =
  (kind: string) =>
  (userId: string): NewMail => ({ kind, key: `${kind}:${randomUUID()}`, subjectId: userId });

export const passwordChanged = toAccount('account.password-changed');
export const twoFactorOff = toAccount('account.two-factor-off');

/** With a link: about the row of its token. */
const withLink =
  (kind: string) =>
  (tokenId: string): NewMail => ({ kind, key: `${kind}:${tokenId}`, subjectId: tokenId });

export const accountRegistered = withLink('account.registered');
export const twoFactorUndone = withLink('account.two-factor-undone');
export const resetAsked = withLink('account.reset-password');
