import { Inject, Injectable } from '@nestjs/common';
import type { SendMailOptions, Transporter } from 'nodemailer';
import { mailConfig, type MailConfig } from '../../config/mail.config.js';
import { writeMailFile } from './mail-files.js';

/** Milliseconds. A server that hangs must not hang the worker. */
const TIMEOUTS = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** The only file that knows nodemailer, which is loaded with the first mail. */
@Injectable()
export class MailTransport {
  private transporter: Promise<Transporter> | undefined;

  constructor(@Inject(mailConfig.KEY) private readonly config: MailConfig) {}

  /**
   * Sends a mail by SMTP, or writes it to `<dataDir>/outbox/<id>.eml`.
   * @throws when the server can't be reached or does not take it
   */
  async send(id: string, mail: SendMailOptions): Promise<void> {
    const transporter = await (this.transporter ??= this.open());
    const sent = (await transporter.sendMail(mail)) as { message?: Buffer };
    if (this.config.smtpUrl === undefined) await writeMailFile(this.config.dataDir, id, sent.message!);
  }

  private async open(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    if (this.config.smtpUrl === undefined) {
      return createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    }
    return createTransport({ url: this.config.smtpUrl, ...TIMEOUTS });
  }
}
