import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { readMail, type ReadMail } from './read-mail.js';

export interface ReceivedMail extends ReadMail {
  /** The envelope: who it really went to. */
  from: string;
  to: string[];
}

export interface SmtpMailbox {
  /** For `SMTP_URL`. */
  url: string;
  /** In the order they came. */
  mails: ReceivedMail[];
  /** Recipients that are refused. */
  refused: Set<string>;
  /** Until then nobody is told whether a recipient is taken. */
  slow: Promise<unknown> | undefined;
  /** How many are connected just now. */
  connected(): number;
  close(): Promise<void>;
}

/** A real mail server that keeps what it gets. */
export async function startSmtp(port = 0): Promise<SmtpMailbox> {
  const mails: ReceivedMail[] = [];
  const refused = new Set<string>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const answer = () =>
        done(refused.has(address) ? Object.assign(new Error(`No ${address} here`), { responseCode: 550 }) : null);
      void Promise.resolve(mailbox.slow).then(answer);
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        mails.push({ ...readMail(raw), from, to: envelope.rcptTo.map(({ address }) => address) });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address() as AddressInfo;
  const mailbox: SmtpMailbox = {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    refused,
    slow: undefined,
    connected: () => server.connections.size,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return mailbox;
}
