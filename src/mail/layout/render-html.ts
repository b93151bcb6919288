import type { Link, MailBlock, MailContent, Row } from './content.js';
import { escapeHtml } from './html.js';

const FONT = "font-family:'Helvetica Neue',Helvetica,Arial,sans-serif";
const TEXT = 'margin:0 0 16px;font-size:16px;line-height:1.5;color:#1f2937';
const BUTTON =
  'display:inline-block;padding:12px 22px;border-radius:8px;background:#b91c1c;color:#ffffff;font-weight:bold;text-decoration:none';
const NOTE = 'margin:16px 0 0;font-size:13px;line-height:1.5;color:#6b7280';

/**
 * One frame for every mail: a single column, styles within the tags and no pictures, which is what every mail program
 * shows. All values are escaped.
 * @param signature under the content, line by line
 */
export function renderHtml({ heading, blocks }: MailContent, signature: string[]): string {
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(heading)}</title></head>
<body style="margin:0;padding:24px 12px;background:#f3f4f6;${FONT}">
<div style="max-width:560px;margin:0 auto;padding:28px;border-radius:12px;background:#ffffff">
<p style="margin:0 0 20px;font-size:14px;font-weight:bold;letter-spacing:1px;color:#b91c1c">BoulevardTCG</p>
<h1 style="margin:0 0 20px;font-size:22px;line-height:1.3;color:#111827">${escapeHtml(heading)}</h1>
${blocks.map(renderBlock).join('\n')}
<p style="${TEXT};margin-top:24px">${lines(signature)}</p>
</div>
</body>
</html>
`;
}

function renderBlock(block: MailBlock): string {
  if ('text' in block) return `<p style="${TEXT}">${escapeHtml(block.text)}</p>`;
  if ('lines' in block) return `<p style="${TEXT}">${lines(block.lines)}</p>`;
  if ('note' in block)
    return `<p style="${NOTE}">${[escapeHtml(block.note), noteLink(block.link)].join(' ').trim()}</p>`;
  if ('table' in block) return renderTable(block.table.rows, block.table.total);
  const { label, url } = block.link;
  return `<p style="${TEXT}"><a href="${escapeHtml(url)}" style="${BUTTON}">${escapeHtml(label)}</a></p>`;
}

function noteLink(link: Link | undefined): string {
  return link ? `<a href="${escapeHtml(link.url)}" style="color:#6b7280">${escapeHtml(link.label)}</a>` : '';
}

function renderTable(rows: Row[], total: Row | undefined): string {
  const cells = rows.map((row) => renderRow(row, 'border-bottom:1px solid #e5e7eb'));
  if (total) cells.push(renderRow(total, 'font-weight:bold'));
  return `<table role="presentation" style="width:100%;margin:0 0 20px;border-collapse:collapse;font-size:15px">\n${cells.join('\n')}\n</table>`;
}

function renderRow([what, howMuch]: Row, style: string): string {
  const cell = `padding:8px 0;color:#1f2937;${style}`;
  return `<tr><td style="${cell}">${escapeHtml(what)}</td><td style="${cell};padding-left:16px;text-align:right;white-space:nowrap">${escapeHtml(howMuch)}</td></tr>`;
}

function lines(texts: string[]): string {
  return texts.map(escapeHtml).join('<br>');
}
