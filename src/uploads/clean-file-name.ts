import { cleanText } from '../security/sanitising/clean-text.js';

const MAX_LENGTH = 200;

/** What a sender called a file, to be shown to them: without folders, in one line, of a bounded length. */
export function cleanFileName(name: string): string {
  const [last = ''] = name.split(/[/\\]/).slice(-1);
  const oneLine = cleanText(last.replace(/[\0\r\n\t]+/g, ' '));
  // Once more, as the cut may have left half a character.
  return cleanText(oneLine.slice(0, MAX_LENGTH));
}
