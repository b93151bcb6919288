import { createHash } from 'node:crypto';

/** A page with one button that posts to its own URL: what a link in a mail shows before anything happens. */
export interface ActionPage {
  title: string;
  text: string;
  button: string;
}

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color:#1f2937}' +
  'button{font:inherit;padding:.75rem 1.5rem;border:0;border-radius:.5rem;background:#b91c1c;color:#fff}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** @returns HTML; the texts are ours, not a caller's */
export function renderActionPage({ title, text, button }: ActionPage): string {
  return `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${title} – BoulevardTCG</title>
<style>${STYLE}</style>
<h1>${title}</h1>
<p>${text}</p>
<form method="post"><button>${button}</button></form>
</html>
`;
}

/** @param storefrontUrl where the answer to the form leads: browsers apply `form-action` to the redirect as well */
export function actionPagePolicy(storefrontUrl: string): string {
  const storefront = new URL(storefrontUrl).origin;
  return [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    "base-uri 'none'",
    `form-action 'self' ${storefront}`,
    "frame-ancestors 'none'",
  ].join(';');
}
