import type { ApiError } from '../api/api-error.js';

const BY_CODE: Record<string, string> = {
  card_declined: 'Votre carte a été refusée. Aucun montant n’a été débité.',
  email_invalid: 'Cette adresse e-mail n’est pas valide.',
  session_not_open: 'Cette page de paiement n’est plus ouverte.',
  payment_not_processing: 'Aucun paiement n’est en attente.',
};

const BY_PARAM: Record<string, string> = {
  email: 'Une adresse e-mail est nécessaire.',
  phone: 'Un numéro de téléphone est nécessaire.',
  name: 'Un nom est nécessaire.',
  address: 'Une adresse complète est nécessaire : rue, code postal, ville et pays.',
  'address[country]': 'La livraison dans ce pays n’est pas proposée.',
  shipping_option: 'Ce mode de livraison n’est pas proposé.',
  delay: 'Le délai va de 1 à 86400 secondes.',
};

/** Why the page can't do what was asked, for the person in front of it. */
export function problemText({ message, details: { code = '', param = '' } }: ApiError): string {
  return BY_CODE[code] ?? BY_PARAM[param] ?? `La demande n’a pas pu être traitée : ${message}`;
}
