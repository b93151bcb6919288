import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountMails } from '../mails/account-mails.service.js';
import { toAccount } from '../mails/new-account-mails.js';
import { twoFactorOffText, twoFactorOnText } from './two-factor-texts.js';

const ON = 'account.two-factor-on';
const OFF = 'account.two-factor-off';

export const twoFactorOn = toAccount(ON);
export const twoFactorOff = toAccount(OFF);

/** Tells owners that their second factor was turned on or off. */
@Injectable()
export class TwoFactorMails implements OnModuleInit {
  constructor(private readonly mails: AccountMails) {}

  onModuleInit(): void {
    this.mails.register(ON, (account, { createdAt }) => twoFactorOnText(account, createdAt));
    this.mails.register(OFF, (account, { createdAt }) => twoFactorOffText(account, createdAt));
  }
}
