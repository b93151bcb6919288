import { variantLabel } from '../variant-label.js';
import type { MailContent } from '../../mail/layout/content.js';
import { french } from '../../mail/layout/french.js';

export interface ArticleBack {
  name: string;
  language: string | null;
  edition: string | null;
  product: { name: string };
}

export interface AlertLinks {
  product: string;
  cancel: string;
}

export function alertText(article: ArticleBack, links: AlertLinks): { subject: string; content: MailContent } {
  const { product } = article;
  const label = variantLabel(article);
  const which = label ? `${product.name} (${label})` : product.name;
  return {
    subject: french`De retour en stock : ${product.name}`,
    content: {
      heading: french`De retour en stock !`,
      blocks: [
        { text: 'Bonjour,' },
        { text: french`Bonne nouvelle : ${which} est de nouveau disponible.` },
        { link: { label: 'Voir le produit', url: links.product } },
        { text: 'Nous ne pouvons pas vous le réserver : les premiers arrivés sont les premiers servis.' },
        {
          note: 'Vous recevez ce message, une seule fois, parce que vous nous l’avez demandé pour cet article.',
          link: { label: 'Ne plus recevoir d’alertes de stock', url: links.cancel },
        },
      ],
    },
  };
}
