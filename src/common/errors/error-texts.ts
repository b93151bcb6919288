/**
 * Every code that an answer can carry, with the French sentence that a customer may be shown. Codes are never renamed;
 * docs/api-errors.md explains each, and a test compares the two.
 */
export const ERROR_TEXTS = {
  // any route
  VALIDATION_ERROR: 'Certaines informations ne sont pas valides.',
  INVALID_JSON: 'La requête est illisible.',
  SUSPICIOUS_CONTENT: 'Ce contenu ne peut pas être accepté.',
  ACCESS_TOKEN_REQUIRED: 'Veuillez vous connecter.',
  INVALID_TOKEN: 'Votre session a expiré, veuillez vous reconnecter.',
  ADMIN_ACCESS_REQUIRED: 'Cette page est réservée à l’administration.',
  FORBIDDEN: 'Vous n’avez pas accès à cet élément.',
  ROUTE_NOT_FOUND: 'Cette adresse n’existe pas.',
  PAYLOAD_TOO_LARGE: 'La requête est trop volumineuse.',
  UNSUPPORTED_MEDIA_TYPE: 'Ce format de requête n’est pas accepté.',
  RATE_LIMIT_EXCEEDED: 'Trop de requêtes, veuillez réessayer dans quelques instants.',
  SERVICE_BUSY: 'Le service est très sollicité, veuillez réessayer dans quelques instants.',
  DATABASE_UNAVAILABLE: 'Le service est momentanément indisponible, veuillez réessayer dans quelques instants.',
  INVALID_METRICS_TOKEN: 'Le jeton de supervision manque ou n’est pas le bon.',
  NOT_READY: 'Le service démarre, veuillez réessayer dans quelques instants.',
  INTERNAL_SERVER_ERROR: 'Une erreur inattendue est survenue, veuillez réessayer.',

  // accounts
  EMAIL_ALREADY_EXISTS: 'Un compte existe déjà avec cette adresse e-mail.',
  USERNAME_ALREADY_EXISTS: 'Ce nom d’utilisateur est déjà pris.',
  INVALID_CREDENTIALS: 'Adresse e-mail ou mot de passe incorrect.',
  REFRESH_TOKEN_REQUIRED: 'Votre session est introuvable, veuillez vous reconnecter.',
  INVALID_REFRESH_TOKEN: 'Votre session a expiré, veuillez vous reconnecter.',
  INVALID_OR_EXPIRED_TOKEN: 'Ce lien n’est plus valable ou a déjà servi.',
  INVALID_CURRENT_PASSWORD: 'Le mot de passe actuel est incorrect.',
  USER_NOT_FOUND: 'Ce compte n’existe pas.',
  LAST_ADMIN: 'Il faut au moins un administrateur.',
  CARD_ALREADY_FAVORITE: 'Cette carte est déjà dans vos favoris.',
  FAVORITE_NOT_FOUND: 'Cette carte n’est pas dans vos favoris.',
  INVALID_PASSWORD: 'Le mot de passe est incorrect.',
  '2FA_ALREADY_ENABLED': 'La double authentification est déjà activée.',
  '2FA_NOT_CONFIGURED': 'Commencez par configurer la double authentification.',
  '2FA_NOT_ENABLED': 'La double authentification n’est pas activée.',
  CODE_REQUIRED: 'Veuillez saisir le code à six chiffres.',
  CREDENTIALS_REQUIRED: 'Veuillez saisir votre mot de passe et un code.',
  INVALID_CODE: 'Ce code est incorrect, périmé ou déjà utilisé.',
  INVALID_2FA_CODE: 'Ce code est incorrect, périmé ou déjà utilisé.',

  // catalogue
  PRODUCT_NOT_FOUND: 'Ce produit n’existe pas ou n’est plus proposé.',
  VARIANT_NOT_FOUND: 'Cette version du produit n’existe pas ou n’est plus proposée.',
  SLUG_ALREADY_EXISTS: 'Un produit existe déjà à cette adresse.',
  STALE_STOCK: 'Le stock a changé entre-temps, veuillez recharger la page.',
  PRODUCT_HAS_ORDERS: 'Ce produit a été commandé et ne peut pas être supprimé.',
  PURCHASE_REQUIRED: 'Seuls les clients qui ont acheté ce produit peuvent donner leur avis.',
  REVIEW_ALREADY_EXISTS: 'Vous avez déjà donné votre avis sur ce produit.',
  REVIEW_NOT_FOUND: 'Cet avis est introuvable.',

  // uploads
  NO_FILES: 'Aucune image n’a été envoyée.',
  TOO_MANY_FILES: 'Dix images peuvent être envoyées à la fois.',
  FILE_TOO_LARGE: 'Une image est trop volumineuse : 5 Mo au plus.',
  UNSUPPORTED_IMAGE_TYPE: 'Une image n’est pas lisible : JPEG, PNG, GIF ou WebP seulement.',
  INVALID_MULTIPART: 'Les fichiers envoyés sont illisibles.',
  FILE_NOT_FOUND: 'Ce fichier n’existe pas.',
  FILE_IN_USE: 'Un produit utilise cette image.',

  // checkout and orders
  INVALID_SHIPPING_METHOD: 'Ce mode de livraison n’existe pas.',
  COUNTRY_NOT_SERVED: 'Nous ne livrons pas encore dans ce pays.',
  QUANTITY_TOO_LARGE: 'Une commande est limitée à 500 articles.',
  DUPLICATE_ITEMS: 'Le panier contient deux fois le même article.',
  INVALID_REDIRECT_URL: 'L’adresse de retour n’est pas autorisée.',
  AMOUNT_TOO_SMALL: 'Le montant minimum d’une commande est de 0,50 €.',
  AMOUNT_TOO_LARGE: 'Le montant de cette commande dépasse ce que le paiement en ligne permet.',
  INSUFFICIENT_STOCK: 'Un article de votre panier n’est plus disponible en quantité suffisante.',
  IDEMPOTENCY_KEY_REUSED: 'Cette commande a changé depuis le premier envoi, veuillez réessayer.',
  PROMO_NOT_FOUND: 'Ce code promo n’existe pas.',
  PROMO_INACTIVE: 'Ce code promo n’est plus actif.',
  PROMO_EXPIRED: 'Ce code promo n’est pas valable à cette date.',
  MIN_PURCHASE_NOT_MET: 'Le montant du panier est trop faible pour ce code promo.',
  PROMO_LIMIT_REACHED: 'Ce code promo a été utilisé autant de fois que possible.',
  PROMO_ALREADY_EXISTS: 'Ce code promo existe déjà.',
  CHECKOUT_SUPERSEDED: 'Un paiement plus récent a été ouvert depuis votre compte.',
  PAYMENT_UNAVAILABLE: 'Le paiement est momentanément indisponible, veuillez réessayer dans quelques instants.',
  INVALID_SIGNATURE: 'La signature de la requête n’est pas valide.',
  INVALID_EVENT: 'Cet évènement est illisible.',
  INVALID_SESSION_ID: 'Cette référence de paiement n’est pas valide.',
  SESSION_NOT_FOUND: 'Ce paiement est introuvable.',
  PAYMENT_NOT_COMPLETED: 'Le paiement n’est pas terminé.',
  ORDER_REFUNDED: 'Un article n’était plus disponible : votre paiement vous est remboursé intégralement.',
  ORDER_NOT_FOUND: 'Cette commande est introuvable.',
  INVALID_TRACKING_TOKEN: 'Ce lien de suivi n’est plus valable. Connectez-vous pour voir votre commande.',
  ORDER_ACCESS_DENIED: 'Connectez-vous pour voir cette commande, ou utilisez le lien reçu par e-mail.',
  INVALID_STATUS_TRANSITION: 'Cette commande ne peut pas passer à cet état.',
  REFUND_TOO_LARGE: 'Ce remboursement dépasse ce qui reste à rembourser.',
  EVENT_NOT_FOUND: 'Cet événement est introuvable.',
  EVENT_PAYLOAD_GONE: 'Le contenu de cet événement n’est plus conservé.',

  // personal data
  NO_DATA: 'Aucune information à enregistrer.',
  ADMIN_CANNOT_DELETE: 'Un compte d’administration ne peut pas être supprimé.',
  NO_DELETE_REQUEST: 'Aucune suppression n’est prévue pour ce compte.',

  // card browser
  INVALID_SET_ID: 'Cette série n’existe pas.',
  SET_NOT_FOUND: 'Cette série est introuvable.',
  TRADE_UNAVAILABLE: 'Les cartes sont momentanément indisponibles, veuillez réessayer dans quelques instants.',

  // collections and trade offers
  ITEM_NOT_FOUND: 'Cette carte n’est pas dans votre collection.',
  INVALID_RECEIVER: 'Vous ne pouvez pas vous proposer un échange à vous-même.',
  RECEIVER_NOT_FOUND: 'Ce membre n’existe pas.',
  TOO_MANY_PENDING_OFFERS: 'Trop de vos propositions attendent déjà une réponse de ce membre.',
  OFFER_NOT_FOUND: 'Cette proposition d’échange est introuvable.',
  OFFER_NOT_PENDING: 'Cette proposition d’échange a déjà reçu une réponse, ou a été annulée.',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof ERROR_TEXTS;
