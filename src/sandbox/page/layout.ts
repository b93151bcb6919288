import { html, type Html } from '../../common/pages/html-template.js';
import { pageLayout } from '../../common/pages/page-layout.js';
import type { Tone } from './page-format.js';

/** @param base the path that leads to the sandbox */
export function layout(base: string, title: string, content: Html): Html {
  const place = {
    lang: 'fr',
    name: 'Bac à sable',
    note: 'Remplace Stripe pendant le développement : aucun paiement n’est réel.',
    home: base,
    stylesheet: `${base}/styles.css`,
  } as const;
  return pageLayout(place, title, content);
}

export function badge([label, tone]: [string, Tone]): Html {
  return html`<span class="badge ${tone}">${label}</span>`;
}
