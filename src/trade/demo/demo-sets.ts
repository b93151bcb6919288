/** Sets made up for this project, so that the card browser has something to show where TCGdex can't be reached. */
export interface DemoSet {
  id: string;
  name: string;
  series: string;
  releaseDate: string;
  cards: [name: string, rarity: string][];
}

const FIRST = 'Boulevard — Première époque';
const SECOND = 'Boulevard — Deuxième époque';
const SPECIAL = 'Boulevard — Hors-série';

export const DEMO_SETS: DemoSet[] = [
  {
    id: 'demo-01',
    name: 'Aube sur les pavés',
    series: FIRST,
    releaseDate: '2021-03-12',
    cards: [
      ['Moineau des gouttières', 'Commune'],
      ['Chat du kiosque', 'Commune'],
      ['Allumeur de réverbères', 'Peu Commune'],
      ['Fontaine Wallace', 'Rare'],
      ['Grand Marronnier', 'Holo Rare'],
    ],
  },
  {
    id: 'demo-02',
    name: 'Marché du samedi',
    series: FIRST,
    releaseDate: '2021-09-03',
    cards: [
      ['Pomme vagabonde', 'Commune'],
      ['Crieuse de légumes', 'Peu Commune'],
      ['Balance têtue', 'Rare'],
      ['Roi des fromages', 'Ultra Rare'],
    ],
  },
  {
    id: 'demo-03',
    name: 'Orage d’été',
    series: FIRST,
    releaseDate: '2022-06-24',
    cards: [
      ['Parapluie retourné', 'Commune'],
      ['Flaque bavarde', 'Commune'],
      ['Girouette affolée', 'Rare'],
      ['Foudre apprivoisée', 'Double rare'],
    ],
  },
  {
    id: 'demo-04',
    name: 'Toits de zinc',
    series: FIRST,
    releaseDate: '2022-11-18',
    cards: [
      ['Cheminée siffleuse', 'Commune'],
      ['Ramoneuse agile', 'Peu Commune'],
      ['Lune posée', 'Rare Holo'],
      ['Horloger des toits', 'Illustration rare'],
    ],
  },
  {
    id: 'demo-05',
    name: 'Ligne treize',
    series: FIRST,
    releaseDate: '2023-02-10',
    cards: [
      ['Ticket perdu', 'Commune'],
      ['Souris du tunnel', 'Commune'],
      ['Contrôleur fantôme', 'Rare'],
      ['Dernier métro', 'Ultra Rare'],
    ],
  },
  {
    id: 'demo-06',
    name: 'Jardins cachés',
    series: SECOND,
    releaseDate: '2023-05-26',
    cards: [
      ['Escargot patient', 'Commune'],
      ['Arrosoir chanteur', 'Peu Commune'],
      ['Statue qui cligne', 'Rare'],
      ['Rosier millénaire', 'Illustration spéciale rare'],
    ],
  },
  {
    id: 'demo-07',
    name: 'Canal endormi',
    series: SECOND,
    releaseDate: '2023-10-13',
    cards: [
      ['Péniche rêveuse', 'Commune'],
      ['Éclusière', 'Peu Commune'],
      ['Carpe de bronze', 'Holo Rare'],
    ],
  },
  {
    id: 'demo-08',
    name: 'Bouquinistes',
    series: SECOND,
    releaseDate: '2024-03-22',
    cards: [
      ['Page volante', 'Commune'],
      ['Marque-page fidèle', 'Commune'],
      ['Encrier renversé', 'Rare'],
      ['Libraire éternelle', 'Hyper rare'],
    ],
  },
  {
    id: 'demo-09',
    name: 'Nuit des enseignes',
    series: SECOND,
    releaseDate: '2024-11-08',
    cards: [
      ['Néon hésitant', 'Commune'],
      ['Vitrine hantée', 'Peu Commune'],
      ['Papillon électrique', 'Rare Holo'],
      ['Enseigne d’or', 'Rare secrète'],
    ],
  },
  {
    id: 'demo-10',
    name: 'Neige en avril',
    series: SECOND,
    releaseDate: '2025-04-04',
    cards: [
      ['Flocon retardataire', 'Commune'],
      ['Bonhomme pressé', 'Rare'],
      ['Hiver couronné', 'Rare arc-en-ciel'],
    ],
  },
  {
    id: 'demo-11',
    name: 'Fête foraine',
    series: SECOND,
    releaseDate: '2025-10-17',
    cards: [
      ['Cheval de bois', 'Commune'],
      ['Barbe à papa', 'Commune'],
      ['Diseuse d’aventures', 'Rare'],
      ['Grande Roue', 'Double rare'],
    ],
  },
  {
    id: 'demo-p',
    name: 'Cartes promotionnelles',
    series: SPECIAL,
    releaseDate: '2021-03-12',
    cards: [
      ['Carte de fidélité', 'Promo'],
      ['Portier du Boulevard', 'Promo'],
    ],
  },
];
