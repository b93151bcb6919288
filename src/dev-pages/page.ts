import { BASE_STYLES } from '../common/pages/base-styles.js';
import type { Html } from '../common/pages/html-template.js';
import { pageLayout } from '../common/pages/page-layout.js';

export const STYLESHEET = '/inbox/styles.css';

export const STYLES = `${BASE_STYLES}
.links { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 1rem; margin: 0 0 2rem; padding: 0; list-style: none; }
.links a { display: block; height: 100%; padding: 1rem 1.25rem; border-radius: .75rem; background: var(--paper); font-weight: 600;
  text-decoration: none; box-shadow: 0 2px 12px rgb(32 24 79 / 8%); }
.links small { font-weight: 400; }
.index h2 { margin-top: 2rem; }
.note { padding: .75rem 1rem; border-radius: .5rem; background: var(--info-bg); color: var(--info); }
.done { padding: .75rem 1rem; border-radius: .5rem; background: var(--good-bg); color: var(--good); }
.number { text-align: right; white-space: nowrap; }
.narrow { max-width: 32rem; }
.narrow label { margin-bottom: 1rem; }
iframe { width: 100%; height: 40rem; border: 1px solid var(--line); border-radius: .75rem; background: #fff; resize: vertical; }
pre { padding: 1rem; border-radius: .75rem; background: var(--paper); white-space: pre-wrap; overflow-wrap: anywhere; }
`;

const DEVELOPMENT = {
  lang: 'en',
  name: 'Development',
  note: 'These pages answer this machine only. Production has none of them.',
  home: '/',
  stylesheet: STYLESHEET,
} as const;

const SHOP = {
  lang: 'fr',
  name: 'Boutique d’exemple',
  note: 'Remplace la boutique tant que rien ne répond à son adresse.',
  home: '/shop/',
  stylesheet: STYLESHEET,
} as const;

/** A page for the developer. */
export const developmentPage = (title: string, content: Html): Html => pageLayout(DEVELOPMENT, title, content);

/** A page as a customer sees it. */
export const shopPage = (title: string, content: Html): Html => pageLayout(SHOP, title, content);
