import { french } from '../../mail/layout/french.js';
import type { MailText } from '../../mail/mail.js';
import type { MailedAccount } from '../mails/account-mails.service.js';
import { hello, moment } from '../mails/account-texts.js';

const WAS_IT_YOU = french`Ce n’était pas vous ? Changez votre mot de passe sans attendre et répondez à ce message.`;

export function twoFactorOnText(account: MailedAccount, at: Date): MailText {
  return {
    subject: 'La double authentification est activée',
    content: {
      heading: 'Votre compte est mieux protégé',
      blocks: [
        hello(account),
        {
          text: `La double authentification a été activée sur votre compte ${moment(at)}. Un code de votre application vous sera demandé à chaque connexion, et vos autres appareils ont été déconnectés.`,
        },
        {
          text: french`Conservez vos codes de secours en lieu sûr : chacun remplace une fois le code de l’application si vous perdez votre téléphone.`,
        },
        { note: WAS_IT_YOU },
      ],
    },
  };
}

export function twoFactorOffText(account: MailedAccount, at: Date): MailText {
  return {
    subject: 'La double authentification est désactivée',
    content: {
      heading: 'La double authentification est désactivée',
      blocks: [
        hello(account),
        {
          text: `La double authentification a été désactivée sur votre compte ${moment(at)}. Votre mot de passe suffit désormais pour vous connecter, et vos codes de secours ne valent plus rien.`,
        },
        { note: WAS_IT_YOU },
      ],
    },
  };
}
