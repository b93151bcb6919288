import { cleanText } from '../security/sanitising/clean-text.js';

const MAX_LENGTH = 200;

/** What a client calls itself, as it is kept with its login: headers pass the cleaning of bodies by. */
export function keptUserAgent(header: string | undefined): string | null {
  return cleanText(header ?? '').slice(0, MAX_LENGTH) || null;
}
