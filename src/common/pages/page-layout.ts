import { html, type Html } from './html-template.js';

/** What is the same on all pages of one place. */
export interface Place {
  lang: 'en' | 'fr';
  /** Shown next to the shop's name and in the browser's tab. */
  name: string;
  /** One sentence for the header. */
  note: string;
  /** Where the shop's name leads. */
  home: string;
  stylesheet: string;
}

export function pageLayout({ lang, name, note, home, stylesheet }: Place, title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · ${name}</title>
        <link rel="stylesheet" href="${stylesheet}" />
      </head>
      <body>
        <header class="top">
          <a class="brand" href="${home}"><span class="mark" aria-hidden="true">B</span> BoulevardTCG</a>
          <span class="place">${name}</span>
          <p>${note}</p>
        </header>
        ${content}
      </body>
    </html> `;
}
