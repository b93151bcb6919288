import { ERROR_MEANINGS } from '../common/errors/error-meanings.js';
import { ERROR_TEXTS, type ErrorCode } from '../common/errors/error-texts.js';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1f2937}' +
  'td,th{padding:.4rem .8rem;text-align:left;vertical-align:top;border-bottom:1px solid #d1d5db}';

/** Every error code, with its meaning and what to do. */
export function renderErrorPage(): string {
  const rows = (Object.keys(ERROR_TEXTS) as ErrorCode[]).map((code) => {
    const cells = [...ERROR_MEANINGS[code], ERROR_TEXTS[code]].map((text) => `<td>${withCode(text)}</td>`);
    return `<tr id="${code}"><th scope="row"><code>${code}</code></th>${cells.join('')}</tr>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Errors – BoulevardTCG API</title>
<style>${STYLE}</style>
<h1>Errors</h1>
<p>Every failure is <code>{ error, code, details?, requestId }</code>. <code>error</code> is the French sentence for the
customer, <code>code</code> is stable. 429 and 503 have <code>Retry-After</code>, in seconds.</p>
<table>
<thead><tr><th>code</th><th>what it means</th><th>what to do</th><th>what the customer reads</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</html>
`;
}

/** The texts have no HTML. */
const withCode = (text: string): string => text.replace(/`([^`]+)`/g, '<code>$1</code>');
