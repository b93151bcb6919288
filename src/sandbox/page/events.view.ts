import type { EventReport } from '../events/event-report.js';
import { dateTime, deliveryState } from './page-format.js';
import { html, type Html } from '../../common/pages/html-template.js';
import { badge } from './layout.js';

/**
 * Events with the state of their deliveries and a button to send them again.
 * @param back where the button leads afterwards
 */
export function eventTable(base: string, events: EventReport[], back: 'index' | 'session'): Html {
  if (events.length === 0) return html`<p class="empty">Aucun événement pour l’instant.</p>`;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Événement</th>
        <th scope="col">Livraisons</th>
        <th scope="col"><span class="hidden">Action</span></th>
      </tr>
    </thead>
    <tbody>
      ${events.map(
        (event) =>
          html`<tr>
            <td title="${event.id}">
              <code>${breakable(event.type)}</code>
              <small>${dateTime(event.created)}${back === 'index' && ` · ${event.id}`}</small>
            </td>
            <td>${event.deliveries.map((delivery) => badge(deliveryState(delivery)))}</td>
            <td>
              <form method="post" action="${base}/events/${event.id}/deliver">
                <input type="hidden" name="back" value="${back}" />
                <button class="small">
                  ${event.deliveries.some(({ state }) => state === 'held') ? 'Envoyer' : 'Envoyer de nouveau'}
                </button>
              </form>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Lets a long name go on in the next line after a dot or an underscore, not inside a word. */
function breakable(type: string): Html {
  return html`${type.split(/(?<=[._])/).map((part) => html`${part}<wbr />`)}`;
}
