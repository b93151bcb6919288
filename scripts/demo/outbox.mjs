import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const WITHIN_MS = 10_000;

/**
 * Waits for a mail in the shop's outbox.
 * @param {{ dataDir: string }} shop
 * @param {{ to: string, subject: RegExp }} wanted
 * @returns {Promise<{ file: string, subject: string, text: string }>} `text` is its plain part
 */
export async function mailTo({ dataDir }, { to, subject }) {
  const folder = join(dataDir, 'outbox');
  for (const end = Date.now() + WITHIN_MS; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const mails = readFiles(folder).map(readMail);
    const found = mails.find((mail) => mail.to === to && subject.test(mail.subject));
    if (found) return found;
  }
  throw new Error(`No mail to ${to} with a subject like ${subject}`);
}

function readFiles(folder) {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
    return names.map((name) => ({ name, raw: readFileSync(join(folder, name), 'utf8') }));
  } catch {
    // Not there before the first mail.
    return [];
  }
}

/** A mail of two parts, the plain one first. */
function readMail({ name, raw }) {
  const [head, body] = cut(raw);
  const headers = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const header = (of) => headers.find((line) => line.startsWith(`${of}: `))?.slice(of.length + 2) ?? '';
  const boundary = /boundary="([^"]+)"/.exec(header('Content-Type'))?.[1];
  const [, plain] = cut(body.split(`--${boundary}`)[1] ?? '');
  return { file: `data/outbox/${name}`, to: header('To'), subject: words(header('Subject')), text: quoted(plain) };
}

function cut(text) {
  const end = text.indexOf('\r\n\r\n');
  return [text.slice(0, end), text.slice(end + 4)];
}

/** RFC 2047. */
function words(value) {
  return value
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?q\?([^?]*)\?=/gi, (_, text) => quoted(text.replaceAll('_', ' ')));
}

/** Quoted-printable: RFC 2045, 6.7. */
function quoted(text) {
  const bytes = text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
