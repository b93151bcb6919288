import type { MailBlock } from '../../mail/layout/content.js';
import { french } from '../../mail/layout/french.js';
import type { MailText } from '../../mail/mail.js';
import type { MailedAccount } from '../mails/account-mails.service.js';
import { hello, moment } from '../mails/account-texts.js';

const WAS_IT_YOU = french`Ce n’était pas vous ? Changez votre mot de passe sans attendre et répondez à ce message.`;

export function twoFactorOnText(account: MailedAccount, at: Date, undoUrl: string | null): MailText {
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
        ...(undoUrl === null ? [{ note: WAS_IT_YOU }] : undoBlocks(undoUrl)),
      ],
    },
  };
}

function undoBlocks(url: string): MailBlock[] {
  return [
    {
      text: french`Ce n’était pas vous ? Retirez la double authentification, déconnectez tous les appareils et choisissez un nouveau mot de passe :`,
    },
    { link: { label: 'Ce n’était pas moi', url } },
    { note: 'Ce lien est valable 7 jours et ne sert qu’une fois.' },
  ];
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

export function twoFactorResetText(account: MailedAccount, at: Date): MailText {
  return {
    subject: 'La double authentification a été retirée de votre compte',
    content: {
      heading: 'La double authentification a été retirée',
      blocks: [
        hello(account),
        {
          text: `Notre équipe a retiré la double authentification de votre compte ${moment(at)}, et tous vos appareils ont été déconnectés. Votre mot de passe suffit désormais pour vous connecter ; vous pouvez la configurer de nouveau depuis votre profil.`,
        },
        {
          note: french`Vous ne l’aviez pas demandé ? Changez votre mot de passe sans attendre et répondez à ce message.`,
        },
      ],
    },
  };
}
