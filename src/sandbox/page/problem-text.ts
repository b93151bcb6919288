import type { ApiError } from '../api-error.js';

const BY_CODE: Record<string, string> = {
  card_declined: 'Votre carte a été refusée. Aucun montant n’a été débité.',
  email_invalid: 'Cette adresse e-mail n’est pas valide.',
  session_not_open: 'Cette page de paiement n’est plus ouverte.',
  payment_not_processing: 'Aucun paiement n’est en attente.',
  nothing_to_pay: 'Il n’y a rien à payer.',
  session_not_paid: 'Cette session n’est pas payée.',
  charge_already_refunded: 'Tout est déjà remboursé.',
  charge_disputed: 'Le paiement est en litige.',
  refund_not_pending: 'Ce remboursement n’est plus en attente.',
  dispute_not_open: 'Ce litige est clos.',
  review_closed: 'Cet examen est clos.',
};

const BY_PARAM: Record<string, string> = {
  email: 'Une adresse e-mail est nécessaire.',
  phone: 'Un numéro de téléphone est nécessaire.',
  name: 'Un nom est nécessaire.',
  address: 'Une adresse complète est nécessaire : rue, code postal, ville et pays.',
  'address[country]': 'La livraison dans ce pays n’est pas proposée.',
  shipping_option: 'Ce mode de livraison n’est pas proposé.',
  amount: 'Ce montant dépasse ce qui reste à rembourser.',
  euros: 'Ce montant n’est pas valide : 12 ou 12,50, par exemple.',
  delay: 'Le délai va de 1 à 86400 secondes.',
};

/** Why the page can't do what was asked, for the person in front of it. */
export function problemText({ message, details: { code = '', param = '' } }: ApiError): string {
  return BY_CODE[code] ?? BY_PARAM[param] ?? `La demande n’a pas pu être traitée : ${message}`;
}
