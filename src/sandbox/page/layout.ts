import { html, type Html } from './html.js';
import type { Tone } from './french.js';

/** @param base the path that leads to the sandbox */
export function layout(base: string, title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · Bac à sable</title>
        <link rel="stylesheet" href="${base}/styles.css" />
      </head>
      <body>
        <header class="top">
          <a class="brand" href="${base}"><span class="mark" aria-hidden="true">B</span> BoulevardTCG</a>
          <span class="sandbox">Bac à sable</span>
          <p>Remplace Stripe pendant le développement : aucun paiement n’est réel.</p>
        </header>
        ${content}
      </body>
    </html> `;
}

export function badge([label, tone]: [string, Tone]): Html {
  return html`<span class="badge ${tone}">${label}</span>`;
}
