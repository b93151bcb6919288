import type { Prisma } from '../prisma/client.js';
import { daysBefore } from './days-before.js';

interface DemoReview {
  userId: string;
  productId: string;
  daysAgo: number;
  rating: number;
  title: string;
  comment: string;
  /** Waits for an administrator. */
  isNew?: boolean;
}

/** By customers who have bought the product. */
const REVIEWS: DemoReview[] = [
  {
    userId: 'demo-pierre',
    productId: 'demo-op-coffret',
    daysAgo: 27,
    rating: 5,
    title: 'Un vrai coffre',
    comment: 'Le carton est épais, les boosters étaient bien calés. La carte au trésor est encadrée au salon.',
  },
  {
    userId: 'demo-pierre',
    productId: 'demo-op-booster',
    daysAgo: 26,
    rating: 4,
    title: 'Six boosters, une belle carte',
    comment: 'Pas de chance sur les raretés, mais tout est arrivé scellé et en trois jours.',
  },
  {
    userId: 'demo-ondine',
    productId: 'demo-deck-debutant',
    daysAgo: 15,
    rating: 5,
    title: 'Parfait pour débuter',
    comment: 'Ma nièce a joué sa première partie le soir même. Les règles tiennent vraiment sur une page.',
  },
  {
    userId: 'demo-ondine',
    productId: 'demo-sleeves',
    daysAgo: 14,
    rating: 4,
    title: 'Glissent bien',
    comment: 'Le bleu nuit est un peu plus clair que sur la photo, mais le mélange est très agréable.',
  },
  {
    userId: 'demo-pierre',
    productId: 'demo-sleeves',
    daysAgo: 2,
    rating: 3,
    title: 'Corrects',
    comment: 'Deux protège-cartes sur cinquante avaient un bord plié.',
  },
  {
    userId: 'demo-pierre',
    productId: 'demo-tin-printemps',
    daysAgo: 1,
    rating: 5,
    title: 'Jolie boîte',
    comment: 'La promo est superbe. La boîte sert déjà à ranger mes énergies.',
    isNew: true,
  },
];

export function demoReviews(now: Date): Prisma.ReviewCreateManyInput[] {
  return REVIEWS.map(({ daysAgo, isNew = false, ...review }, index) => ({
    ...review,
    id: `demo-review-${index + 1}`,
    isVerified: true,
    isApproved: !isNew,
    createdAt: daysBefore(now, daysAgo),
  }));
}
