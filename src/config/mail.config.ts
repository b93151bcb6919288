import { registerAs, type ConfigType } from '@nestjs/config';
import { IsEmail, IsIn, IsOptional, IsString, Matches, ValidateIf } from 'class-validator';
import { readEnv } from './read-env.js';

/** `Name <address>` or an address. Refuses characters that could begin another header or recipient. */
const SENDER = /^(?:[^<>"@,;:\\\p{Cc}]{1,80} <[^\s<>"@,;:\\]+@[^\s<>"@,;:\\]+>|[^\s<>"@,;:\\]+@[^\s<>"@,;:\\]+)$/u;

export class MailEnv {
  @IsIn(['development', 'test', 'production'])
  NODE_ENV = 'development';

  @IsString()
  DATA_DIR = './data';

  @ValidateIf((env: MailEnv) => env.NODE_ENV === 'production' || env.MAIL_FROM !== undefined)
  @Matches(SENDER, { message: '$property must be an address, or a name and an address: BoulevardTCG <shop@my.shop>' })
  MAIL_FROM?: string;

  /** The shop's address. Gets the messages of the contact form and orders that need review. */
  @ValidateIf((env: MailEnv) => env.NODE_ENV === 'production' || env.CONTACT_TO_EMAIL !== undefined)
  @IsEmail({ require_tld: false }, { message: '$property must be an e-mail address' })
  CONTACT_TO_EMAIL?: string;

  @IsOptional()
  @Matches(/^smtps?:\/\/[^\s/]+\/?(?:\?\S*)?$/, { message: '$property must be smtp://… or smtps://…' })
  SMTP_URL?: string;
}

export const mailConfig = registerAs('mail', () => {
  const env = readEnv(MailEnv);
  return {
    from: env.MAIL_FROM ?? 'BoulevardTCG <boutique@localhost>',
    shopAddress: env.CONTACT_TO_EMAIL ?? 'boutique@localhost',
    /** Undefined: mails become files under `<dataDir>/outbox/`. */
    smtpUrl: env.SMTP_URL,
    dataDir: env.DATA_DIR,
  };
});
export type MailConfig = ConfigType<typeof mailConfig>;
