import type { MailBlock } from '../../mail/layout/content.js';
import { french } from '../../mail/layout/french.js';
import type { MailText } from '../../mail/mail.js';
import type { MailedAccount } from './account-mails.service.js';

/** By name only where the address is the account's: else a stranger chose the name, perhaps to have us send it. */
export function hello({ firstName, username, isVerified }: MailedAccount): MailBlock {
  return { text: isVerified ? `Bonjour ${firstName ?? username},` : 'Bonjour,' };
}

export function registeredText(account: MailedAccount, url: string): MailText {
  return {
    subject: 'Bienvenue chez BoulevardTCG : confirmez votre adresse',
    content: {
      heading: french`Bienvenue chez BoulevardTCG !`,
      blocks: [
        hello(account),
        { text: 'Votre compte est prêt. Confirmez que cette adresse est bien la vôtre :' },
        { link: { label: 'Confirmer mon adresse', url } },
        { note: 'Ce lien est valable 7 jours. Si vous n’avez pas créé de compte, ignorez ce message.' },
      ],
    },
  };
}

export function resetText(account: MailedAccount, url: string): MailText {
  return {
    subject: 'Choisissez un nouveau mot de passe',
    content: {
      heading: french`Mot de passe oublié ?`,
      blocks: [
        hello(account),
        { text: 'Vous avez demandé à changer de mot de passe. Choisissez le nouveau ici :' },
        { link: { label: 'Choisir un nouveau mot de passe', url } },
        {
          note: 'Ce lien est valable une heure et ne sert qu’une fois. Si vous n’avez rien demandé, ignorez ce message : votre mot de passe reste le même.',
        },
      ],
    },
  };
}

export function twoFactorUndoneText(account: MailedAccount, url: string): MailText {
  return {
    subject: 'La double authentification est retirée : choisissez un nouveau mot de passe',
    content: {
      heading: 'Choisissez un nouveau mot de passe',
      blocks: [
        hello(account),
        {
          text: 'À votre demande, la double authentification a été retirée de votre compte et tous les appareils ont été déconnectés. Quelqu’un d’autre a pu s’y connecter : choisissez un nouveau mot de passe.',
        },
        { link: { label: 'Choisir un nouveau mot de passe', url } },
        {
          note: 'Ce lien est valable une heure. Ensuite, demandez-en un autre depuis la page de connexion.',
        },
      ],
    },
  };
}

export function passwordChangedText(account: MailedAccount, at: Date): MailText {
  return {
    subject: 'Votre mot de passe a été changé',
    content: {
      heading: 'Votre mot de passe a été changé',
      blocks: [
        hello(account),
        { text: `Le mot de passe de votre compte a été changé ${moment(at)}. Tous vos appareils ont été déconnectés.` },
        {
          text: 'Si ce n’était pas vous, demandez tout de suite un nouveau mot de passe depuis la page de connexion, puis répondez à ce message.',
        },
      ],
    },
  };
}

const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });
const TIME = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', timeZone: 'Europe/Paris' });

/** @returns `le 23 novembre 2026 à 07:10 (heure de Paris)` */
export function moment(at: Date): string {
  return `le ${DAY.format(at)} à ${TIME.format(at)} (heure de Paris)`;
}
