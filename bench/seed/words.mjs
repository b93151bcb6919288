/** Made for this project. Names, streets and products of the generated shop are composed of these. */
export const FIRST_NAMES =
  'Camille Louise Emma Jade Alice Chloé Léa Manon Inès Zoé Anaïs Élodie Lucas Hugo Louis Gabriel Arthur Jules Nathan Théo Noé Maël Rémi Baptiste'.split(
    ' ',
  );
export const LAST_NAMES =
  'Durand Martin Bernard Petit Robert Richard Moreau Simon Laurent Lefèvre Michel Garcia Roux Fontaine Chevalier Mercier Blanc Guérin Boyer Gauthier'.split(
    ' ',
  );
export const STREETS =
  'des Lilas|du Moulin|de la République|Victor-Hugo|des Écoles|du Château|de la Gare|Pasteur'.split('|');
export const CITIES = [
  ['75011', 'Paris'],
  ['69003', 'Lyon'],
  ['13006', 'Marseille'],
  ['31000', 'Toulouse'],
  ['44000', 'Nantes'],
  ['59800', 'Lille'],
  ['67000', 'Strasbourg'],
  ['35000', 'Rennes'],
];
export const KINDS = [
  'Coffret Dresseur',
  'Display',
  'Booster',
  'Deck de démarrage',
  'Tripack',
  'Bundle',
  'Coffret Premium',
  'Pin’s Collection',
  'Classeur',
  'Protège-cartes',
];
export const THEMES =
  'Flammes obscures|Tempête argentée|Étincelles déferlantes|Couronne stellaire|Forces temporelles|Faille paradoxe|Mascarade crépusculaire|Aventures ensemble|Royaumes perdus|Origine perdue'.split(
    '|',
  );
export const CATEGORIES = [
  'Pokémon',
  'Pokémon',
  'Pokémon',
  'One Piece',
  'One Piece',
  'Accessoires',
  'Protections',
  'Magic',
];
export const EDITIONS = ['Standard', '1re édition', 'Édition limitée', 'Réédition'];
export const REVIEWS = [
  ['Très bien', 'Reçu en deux jours, bien emballé. Rien à redire.'],
  ['Conforme', 'Conforme à la description, la boîte était en parfait état.'],
  ['Ravi', 'Mon fils était aux anges, une carte rare dès le premier booster !'],
  ['Correct', 'Bon produit, mais la livraison a pris une semaine.'],
  ['Déçu', 'Un coin de la boîte était abîmé à l’arrivée.'],
  [null, 'Je recommande.'],
];
