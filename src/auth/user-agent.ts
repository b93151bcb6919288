import { cleanText } from '../security/sanitising/clean-text.js';

const MAX_LENGTH = 200;

/** The `User-Agent` as it is stored with a session, cleaned here because sanitising covers bodies only. */
export function keptUserAgent(header: string | undefined): string | null {
  return cleanText(header ?? '').slice(0, MAX_LENGTH) || null;
}
