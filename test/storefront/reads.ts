/** `s` string, `i` integer, `n` number, `b` boolean, `d` ISO-8601 UTC date-time; with `?` it may be null. */
type Scalar = 's' | 'i' | 'n' | 'b' | 'd';
export type Shape =
  Scalar | `${Scalar}?` | OrderStatus | readonly [Shape] | OrNull | { readonly [field: string]: Shape };
type OrderStatus = 'OrderStatus';

class OrNull {
  constructor(readonly shape: Shape) {}
}
export const orNull = (shape: Shape) => new OrNull(shape);

/** A page crashes on any other (contract, section 2, number 1). */
const STATUSES = ['PENDING', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'REFUNDED'];

const IS: Record<Scalar | OrderStatus, (value: unknown) => boolean> = {
  s: (value) => typeof value === 'string',
  i: (value) => Number.isInteger(value),
  n: (value) => Number.isFinite(value),
  b: (value) => typeof value === 'boolean',
  d: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  OrderStatus: (value) => STATUSES.includes(value as string),
};

/** Fails unless an answer has all the fields that a page reads, of their types. It may have others. */
export function expectReads(value: unknown, shape: Shape): void {
  expect(missing(value, shape, '')).toEqual([]);
}

function missing(value: unknown, shape: Shape, path: string): string[] {
  if (shape instanceof OrNull) return value === null ? [] : missing(value, shape.shape, path);
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`${path} is no array`];
    return value.flatMap((one, index) => missing(one, shape[0], `${path}.${index}`));
  }
  if (typeof shape === 'object') {
    if (typeof value !== 'object' || value === null) return [`${path} is no object`];
    return Object.entries(shape).flatMap(([name, inner]) =>
      missing((value as Record<string, unknown>)[name], inner, `${path}.${name}`),
    );
  }
  const nullable = shape.endsWith('?');
  const scalar = (nullable ? shape.slice(0, -1) : shape) as Scalar;
  return (nullable && value === null) || IS[scalar](value) ? [] : [`${path} is no ${shape}`];
}

/*
 * What the storefront's pages read of the answers, type by type: these fields may never go missing. What a page merely
 * gets is not here.
 */

const image = { url: 's', altText: 's?' } as const;
const item = {
  id: 's',
  productName: 's',
  variantName: 's?',
  imageUrl: 's?',
  quantity: 'i',
  totalPriceCents: 'i',
} as const;
const parcel = { carrier: 's?', trackingNumber: 's?', trackingUrl: 's?' } as const;
const address = { line1: 's', line2: 's?', postal_code: 's', city: 's', country: 's' } as const;

export const PRODUCT = {
  id: 's',
  slug: 's',
  name: 's',
  description: 's?',
  category: 's',
  createdAt: 'd',
  image: orNull(image),
  images: [image],
  variants: [{ id: 's', name: 's', language: 's?', edition: 's?', priceCents: 'i', stock: 'i' }],
  minPriceCents: 'i?',
  outOfStock: 'b',
} as const;
export const PAGES = { page: 'i', limit: 'i', total: 'i', pages: 'i' } as const;
export const PRODUCT_LIST = { products: [PRODUCT], pagination: PAGES } as const;

export const REVIEW_LIST = {
  reviews: [
    {
      id: 's',
      rating: 'i',
      title: 's?',
      comment: 's?',
      isVerified: 'b',
      createdAt: 'd',
      user: { firstName: 's?', username: 's' },
    },
  ],
  stats: { averageRating: 'n', totalReviews: 'i' },
} as const;
export const CAN_REVIEW = { canReview: 'b', reason: 's?', message: 's?' } as const;

const person = { id: 's', email: 's', username: 's', firstName: 's?', lastName: 's?', isVerified: 'b' } as const;
const details = { phone: 's?', address: 's?', city: 's?', postalCode: 's?', country: 's?', birthDate: 'd?' } as const;
export const LOGIN = {
  accessToken: 's',
  refreshToken: 's',
  user: { ...person, isAdmin: 'b', createdAt: 'd', profile: orNull(details) },
} as const;
export const PROFILE = { ...person, bio: 's?', isAdmin: 'b', createdAt: 'd', profile: orNull(details) } as const;

export const OWN_ORDERS = {
  orders: [{ id: 's', orderNumber: 's', status: 'OrderStatus', totalCents: 'i', createdAt: 'd', items: [item] }],
} as const;
export const OWN_ORDER = {
  id: 's',
  orderNumber: 's',
  status: 'OrderStatus',
  fulfillmentStatus: 's',
  totalCents: 'i',
  createdAt: 'd',
  ...parcel,
  paymentMethod: 's?',
  items: [{ ...item, unitPriceCents: 'i' }],
  billingAddress: orNull({ email: 's?' }),
  shippingAddress: orNull({ name: 's?', address: orNull(address) }),
} as const;
export const TRACKED = {
  orderNumber: 's',
  status: 'OrderStatus',
  createdAt: 'd',
  ...parcel,
  events: [{ id: 's', type: 's', message: 's?', createdAt: 'd' }],
  items: [item],
} as const;

export const CARD_SETS = [
  {
    id: 's',
    name: 's',
    series: 's?',
    imagesLogo: 's?',
    imagesSymbol: 's?',
    releaseDate: 's?',
  },
] as const;
export const CARDS = [
  {
    id: 's',
    name: 's',
    number: 's',
    rarity: 's?',
    imagesSmall: 's?',
    imagesLarge: 's?',
    setSeries: 's?',
  },
] as const;

export const ADMIN_ORDER = {
  id: 's',
  orderNumber: 's',
  status: 'OrderStatus',
  fulfillmentStatus: 's',
  totalCents: 'i',
  createdAt: 'd',
  ...parcel,
  shippingMethod: 's?',
  shippingCost: 'i?',
  shippingAddress: orNull({ name: 's?', address: orNull(address) }),
  items: [{ quantity: 'i' }],
  user: orNull({ email: 's', username: 's' }),
} as const;
export const DASHBOARD = {
  stats: {
    orders: { total: 'i', pending: 'i' },
    users: { total: 'i' },
    products: { total: 'i', lowStock: 'i' },
    revenue: { total: 'i' },
  },
  recentOrders: [
    { id: 's', orderNumber: 's', status: 'OrderStatus', totalCents: 'i', createdAt: 'd', user: orNull({ email: 's' }) },
  ],
  topProducts: [{ product: orNull({ id: 's', name: 's' }), totalSold: 'i' }],
} as const;
export const ADMIN_PRODUCT = {
  id: 's',
  slug: 's',
  name: 's',
  description: 's?',
  category: 's',
  images: [{ id: 's', productId: 's', ...image, position: 'i', createdAt: 'd' }],
  variants: [
    {
      id: 's',
      productId: 's',
      name: 's',
      language: 's?',
      edition: 's?',
      priceCents: 'i',
      stock: 'i',
      stockAtRead: 'i',
      sku: 's?',
      isActive: 'b',
      createdAt: 'd',
      updatedAt: 'd',
    },
  ],
} as const;
export const INVENTORY = {
  variants: [{ id: 's', name: 's', stock: 'i', product: { name: 's', images: [{ url: 's' }] } }],
  lowStock: [{ id: 's' }],
  stats: { total: 'i', lowStock: 'i', outOfStock: 'i' },
} as const;
export const PROMO = {
  id: 's',
  code: 's',
  type: 's',
  value: 'i',
  minPurchase: 'i?',
  maxDiscount: 'i?',
  usageLimit: 'i?',
  usedCount: 'i',
  validFrom: 'd',
  validUntil: 'd',
  isActive: 'b',
  createdAt: 'd',
  updatedAt: 'd',
} as const;
export const ADMIN_USER = { ...person, isAdmin: 'b', createdAt: 'd', _count: { orders: 'i' } } as const;
export const ADMIN_REVIEW = {
  id: 's',
  rating: 'i',
  title: 's?',
  comment: 's?',
  isApproved: 'b',
  isVerified: 'b',
  user: { username: 's', email: 's' },
  product: { name: 's' },
} as const;
const sold = { revenue: 'i', orders: 'i', items: 'i' } as const;
export const SALES = { sales: [{ period: 's', ...sold }], total: sold } as const;
