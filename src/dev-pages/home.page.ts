import { html, type Html } from '../common/pages/html-template.js';
import { developmentPage } from './page.js';

export interface HomePage {
  /** What runs, and where: `['Database', 'SQLite, data/boulevard.db']`. */
  services: [name: string, place: string][];
  links: { href: string; name: string; text: string }[];
  accounts: { name: string; email: string; password: string }[];
  /** The e-mail address of an administrator; null while there is none. */
  admin: string | null;
}

const CREATE_ADMIN = 'npm run admin:create -- --email you@example.com --username you';

export function homePage({ services, links, accounts, admin }: HomePage): Html {
  return developmentPage(
    'BoulevardTCG',
    html`<main class="index">
      <h1>The shop runs</h1>
      <ul class="links">
        ${links.map(
          ({ href, name, text }) =>
            html`<li>
              <a href="${href}">${name}<small>${text}</small></a>
            </li>`,
        )}
      </ul>
      <h2>Demo users</h2>
      ${accounts.length === 0 ? html`<p class="empty">None. They are written into an empty database, unless SEED_DEMO=false.</p>` : accountTable(accounts)}
      <h2>Administrator</h2>
      ${
        admin === null
          ? html`<p class="note">No administrator yet. Create one: <code>${CREATE_ADMIN}</code></p>`
          : html`<p>${admin} is an administrator. To create another one: <code>${CREATE_ADMIN}</code></p>`
      }
      <h2>What runs</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Place</th>
          </tr>
        </thead>
        <tbody>
          ${services.map(
            ([name, place]) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td><code>${place}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </main>`,
  );
}

function accountTable(accounts: HomePage['accounts']): Html {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Who</th>
        <th scope="col">E-mail</th>
        <th scope="col">Password</th>
      </tr>
    </thead>
    <tbody>
      ${accounts.map(
        ({ name, email, password }) =>
          html`<tr>
            <td>${name}</td>
            <td><code>${email}</code></td>
            <td><code>${password}</code></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
