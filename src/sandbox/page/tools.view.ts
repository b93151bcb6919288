import type { FaultKind, PlantedFault } from '../faults/fault.js';
import { dateTime } from './page-format.js';
import { html, type Html } from '../../common/pages/html-template.js';

export interface Tools {
  /** Milliseconds since 1970, and how far that is ahead of the real time. */
  now: number;
  aheadMs: number;
  faults: PlantedFault[];
}

const KINDS: Record<FaultKind, string> = {
  error: 'Erreur 500, rien n’est fait',
  error_after: 'Erreur 500, pourtant fait',
  timeout: 'Pas de réponse, rien n’est fait',
  lost: 'Réponse perdue, pourtant fait',
  delay: 'Réponse en retard',
  refuse: 'Refus',
};

const CALLS: [path: string, label: string][] = [
  ['', 'Tous les appels'],
  ['/v1/checkout/sessions', 'Ouvrir une session'],
  ['/v1/checkout/sessions/*', 'Lire une session'],
  ['/v1/checkout/sessions/*/expire', 'Expirer une session'],
  ['/v1/refunds', 'Rembourser'],
  ['/v1/coupons', 'Créer une remise'],
];

const LEAPS: [seconds: number, label: string][] = [
  [1800, '+ 30 min'],
  [86_400, '+ 1 jour'],
  [259_200, '+ 3 jours'],
];

/** The clock, and what shall go wrong with the shop's calls. */
export function toolsSection(base: string, { now, aheadMs, faults }: Tools): Html {
  return html`<div class="tools">
    <section>
      <h1>Horloge</h1>
      <p>${dateTime(now / 1000)}<small>${aheadMs > 0 ? 'en avance sur l’heure réelle' : 'heure réelle'}</small></p>
      <form method="post" action="${base}/clock" class="line-form">
        ${LEAPS.map(
          ([seconds, label]) => html`<button class="small" name="advanceSeconds" value="${seconds}">${label}</button>`,
        )}
      </form>
      ${
        aheadMs > 0
          ? html`<form method="post" action="${base}/clock/reset" class="line-form">
              <button class="small">Revenir à l’heure réelle</button>
            </form>`
          : null
      }
    </section>
    <section>
      <h1>Pannes</h1>
      ${
        faults.length === 0
          ? html`<p class="known">Aucune : chaque appel de la boutique aboutit.</p>`
          : html`<ul class="faults">
                ${faults.map(fault)}
              </ul>
              <form method="post" action="${base}/faults/clear" class="line-form">
                <button class="small">Tout retirer</button>
              </form>`
      }
      <form method="post" action="${base}/faults" class="line-form">
        <label
          >Appel
          <select name="match[path]">
            ${CALLS.map(([path, label]) => html`<option value="${path}">${label}</option>`)}
          </select>
        </label>
        <label class="wide"
          >Panne
          <select name="kind">
            ${Object.entries(KINDS).map(([kind, label]) => html`<option value="${kind}">${label}</option>`)}
          </select>
        </label>
        <label class="narrow">Fois <input type="number" name="times" min="1" max="1000" value="1" /></label>
        <button>Planter</button>
      </form>
    </section>
  </div>`;
}

function fault({ match, kind, hits, times }: PlantedFault): Html {
  const call = CALLS.find(([path]) => path === (match.path ?? ''))?.[1] ?? match.path;
  const method = match.method === null ? null : `${match.method.toUpperCase()} `;
  return html`<li>${KINDS[kind]}<small>${method}${call} · ${hits} sur ${times}</small></li>`;
}
