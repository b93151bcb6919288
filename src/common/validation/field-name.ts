/** What customers call the fields of their forms. Administrators and programmers read the others as they are. */
const NAMES: Record<string, string> = {
  email: 'adresse e-mail',
  customerEmail: 'adresse e-mail',
  username: 'nom d’utilisateur',
  password: 'mot de passe',
  currentPassword: 'mot de passe actuel',
  newPassword: 'nouveau mot de passe',
  firstName: 'prénom',
  lastName: 'nom',
  fullName: 'nom complet',
  phone: 'téléphone',
  address: 'adresse',
  addressLine1: 'adresse',
  addressLine2: 'complément d’adresse',
  city: 'ville',
  postalCode: 'code postal',
  country: 'pays',
  birthDate: 'date de naissance',
  items: 'articles',
  quantity: 'quantité',
  promoCode: 'code promo',
  shipping: 'livraison',
  shippingMethodCode: 'mode de livraison',
  rating: 'note',
  title: 'titre',
  comment: 'commentaire',
  subject: 'objet',
  message: 'message',
  search: 'recherche',
  category: 'catégorie',
  minPriceCents: 'prix minimal',
  maxPriceCents: 'prix maximal',
};

/**
 * A field as a sentence names it.
 * @example `fieldName('items.0.quantity')` is `quantité (nº 1)`, `fieldName('stockAtRead')` is `stockAtRead`
 */
export function fieldName(path: string): string {
  const parts = path.split('.');
  const name = NAMES[parts.at(-1) ?? ''];
  if (name === undefined) return path;
  const index = parts.findLast((part) => /^\d+$/.test(part));
  return index === undefined ? name : `${name} (nº ${Number(index) + 1})`;
}
