import { html, type Html } from '../common/pages/html-template.js';
import type { BoxedMail } from './mail-box.js';
import { developmentPage } from './page.js';

const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
/** In text that is HTML already. */
const LINK = /(https?:\/\/|\/shop\/)[^\s<>"']+/;

export interface InboxState {
  mails: BoxedMail[];
  /** Rows of the outbox that are not sent yet. */
  waiting: number;
  /** Whether mails leave by SMTP, so that none arrive here. */
  isSmtp: boolean;
}

export function inboxPage({ mails, waiting, isSmtp }: InboxState): Html {
  return developmentPage(
    'Mail inbox',
    html`<main class="index">
      <h1>Mail inbox</h1>
      <p>The mails that would have been sent, the newest first.</p>
      ${isSmtp && html`<p class="note">SMTP_URL is set: mails are sent there, and none arrive here.</p>`}
      ${waiting > 0 && html`<p class="note">${waiting} in the outbox, not sent yet. Reload to see them.</p>`}
      ${mails.length === 0 ? html`<p class="empty">No mail yet. Register an account, or buy something.</p>` : table(mails)}
    </main>`,
  );
}

function table(mails: BoxedMail[]): Html {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Subject</th>
        <th scope="col">To</th>
        <th scope="col">Written</th>
      </tr>
    </thead>
    <tbody>
      ${mails.map(
        ({ id, subject, to, writtenAt }) =>
          html`<tr>
            <td><a href="/inbox/${id}">${subject}</a></td>
            <td>${to}</td>
            <td>${TIME.format(writtenAt)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** A mail as its reader sees it: HTML in a frame that runs nothing, and the plain text. */
export function mailPage({ id, subject, from, to, writtenAt, text }: BoxedMail): Html {
  return developmentPage(
    subject,
    html`<main class="index">
      <h1>${subject}</h1>
      <p>
        From ${from} to ${to}, ${TIME.format(writtenAt)} · <a href="/inbox/${id}/raw">source</a> ·
        <a href="/inbox">all mails</a>
      </p>
      <iframe
        src="/inbox/${id}/html"
        title="The mail in HTML"
        sandbox="allow-popups allow-popups-to-escape-sandbox"
      ></iframe>
      <h2>Plain text</h2>
      <pre>${linked(text)}</pre>
    </main>`,
  );
}

/** Text with its addresses as links. */
function linked(text: string): Html {
  const link = LINK.exec(text);
  if (!link) return html`${text}`;
  const [url] = link;
  const rest = text.slice(link.index + url.length);
  return html`${text.slice(0, link.index)}<a href="${url}">${url}</a>${linked(rest)}`;
}

/** Links of the frame open a tab: the frame itself may not lead anywhere. */
export function framedHtml(mail: string): string {
  return mail.replace('<head>', '<head><base target="_blank">');
}
