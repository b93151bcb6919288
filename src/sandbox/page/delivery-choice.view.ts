import type { DeliveryMode } from '../events/delivery-plan.js';
import type { FormObject } from '../schema/form.js';
import { html, type Html } from '../../common/pages/html-template.js';

const MODES: Record<DeliveryMode, [name: string, meaning: string]> = {
  once: ['Une fois', 'comme le plus souvent'],
  twice: ['Deux fois', 'le même événement, deux fois en même temps'],
  late: ['En retard', 'après le délai ci-dessous ; l’acheteur revient avant'],
  out_of_order: ['Dans le désordre', 'le dernier événement arrive le premier'],
  none: ['Pas du tout', 'à envoyer plus tard avec un bouton'],
};

/** The same in one line, for small forms. */
export function deliverySelect(): Html {
  return html`<label
    >Webhook
    <select name="delivery">
      ${Object.entries(MODES).map(([mode, [name]]) => html`<option value="${mode}">${name}</option>`)}
    </select>
  </label>`;
}

/** How the shop is to hear of what happens. */
export function deliveryChoice(typed: FormObject): Html {
  const chosen = typeof typed.delivery === 'string' ? typed.delivery : 'once';
  return html`<details class="delivery" ${chosen === 'once' ? null : html`open`}>
    <summary>Livraison du webhook</summary>
    <fieldset>
      ${Object.entries(MODES).map(
        ([mode, [name, meaning]]) =>
          html`<label class="choice">
            <input type="radio" name="delivery" value="${mode}" ${mode === chosen ? html`checked` : null} />
            <span>${name}<small>${meaning}</small></span>
          </label>`,
      )}
      <label class="delay"
        >Délai en secondes
        <input
          type="number"
          name="delay"
          min="1"
          max="86400"
          value="${typeof typed.delay === 'string' ? typed.delay : '10'}"
      /></label>
    </fieldset>
  </details>`;
}
