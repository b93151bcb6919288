import type { MailBlock, MailContent, Row } from './content.js';
import { french } from './french.js';

/** The same content for those who read plain text. */
export function renderText({ heading, blocks }: MailContent, signature: string[]): string {
  return `${[heading, ...blocks.map(renderBlock), signature.join('\n')].join('\n\n')}\n`;
}

function renderBlock(block: MailBlock): string {
  if ('text' in block) return block.text;
  if ('lines' in block) return block.lines.join('\n');
  if ('note' in block) return block.note;
  if ('table' in block)
    return [...block.table.rows, ...(block.table.total ? [block.table.total] : [])].map(row).join('\n');
  // The address on a line of its own, so that no full stop gets into it.
  return french`${block.link.label} :\n${block.link.url}`;
}

function row([what, howMuch]: Row): string {
  return french`${what} : ${howMuch}`;
}
