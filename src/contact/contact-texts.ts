import { french } from '../mail/layout/french.js';
import type { MailText } from '../mail/mail.js';
import type { ContactMessage } from './new-contact-mails.js';

/** @param username of the account that the form was sent from; null once it is gone */
export function messageText({ name, email, subject, message }: ContactMessage, username: string | null): MailText {
  const account = username ?? 'supprimé depuis';
  return {
    subject: `Contact : ${subject}`,
    content: {
      heading: subject,
      blocks: [
        { lines: message.split('\n') },
        { lines: [french`Nom : ${name}`, french`E-mail : ${email}`, french`Compte : ${account}`] },
        { note: 'Une réponse à cet e-mail part à l’adresse donnée dans le formulaire, qui n’est pas vérifiée.' },
      ],
    },
  };
}

export function replyText(subject: string): MailText {
  return {
    subject: 'Nous avons bien reçu votre message',
    content: {
      heading: 'Nous avons bien reçu votre message',
      blocks: [
        { text: french`Merci de nous avoir écrit. Votre message « ${subject} » nous est bien parvenu.` },
        { text: 'Nous vous répondons dès que possible.' },
      ],
    },
  };
}
