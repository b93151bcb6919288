import { InvalidFieldsError } from '../../common/errors/validation.error.js';

/** Size of the cards of both sides together, as JSON in UTF-8. */
export const CARDS_MAX_BYTES = 16 * 1024;

export interface NamedReceiver {
  receiverId?: string | null;
  receiverUsername?: string | null;
}

/**
 * The recipient of an offer; usernames ignore case. With both fields one could be a mistake, and the offer would go to
 * the wrong user.
 * @throws InvalidFieldsError unless exactly one of the two is given
 */
export function receiverOf({ receiverId, receiverUsername }: NamedReceiver): { id: string } | { usernameKey: string } {
  if (receiverId && !receiverUsername) return { id: receiverId };
  if (receiverUsername && !receiverId) return { usernameKey: receiverUsername.toLowerCase() };
  const msg =
    'Indiquez à qui s’adresse la proposition par « receiverId » ou par « receiverUsername », pas par les deux.';
  throw new InvalidFieldsError([{ path: receiverId ? 'receiverUsername' : 'receiverId', msg }]);
}

/** @throws InvalidFieldsError when the cards of both sides together are over the limit */
export function checkSize(creatorCards: object[], receiverCards: object[]): void {
  if (Buffer.byteLength(JSON.stringify([...creatorCards, ...receiverCards])) <= CARDS_MAX_BYTES) return;
  const msg = 'Les champs « creatorCards » et « receiverCards » sont trop longs : 16 Ko au plus pour les deux.';
  throw new InvalidFieldsError([{ path: 'creatorCards', msg }]);
}
