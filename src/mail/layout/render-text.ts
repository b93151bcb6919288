import type { Link, MailBlock, MailContent, Row } from './content.js';
import { french } from './french.js';

/** The content as plain text. */
export function renderText({ heading, blocks }: MailContent, signature: string[]): string {
  return `${[heading, ...blocks.map(renderBlock), signature.join('\n')].join('\n\n')}\n`;
}

function renderBlock(block: MailBlock): string {
  if ('text' in block) return block.text;
  if ('lines' in block) return block.lines.join('\n');
  if ('note' in block) return [block.note, ...(block.link ? [link(block.link)] : [])].join('\n');
  if ('table' in block)
    return [...block.table.rows, ...(block.table.total ? [block.table.total] : [])].map(row).join('\n');
  return link(block.link);
}

/** The URL on a separate line, so that no full stop becomes part of it. */
function link({ label, url }: Link): string {
  return french`${label} :\n${url}`;
}

function row([what, howMuch]: Row): string {
  return french`${what} : ${howMuch}`;
}
