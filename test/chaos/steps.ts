import fc from 'fast-check';

/** Which of the sessions opened so far: its number modulo how many there are. */
type Which = { session: number };

/** Something that happens to the shop. */
export type Step =
  | { kind: 'open'; buyer: 'guest' | 'ada' | 'bob'; cart: { variant: number; quantity: number }[]; promo: boolean }
  | ({
      kind: 'buyer';
      action: 'pay' | 'pay_later' | 'settle' | 'fail' | 'decline' | 'expire';
      delivery: 'once' | 'twice' | 'out_of_order' | 'none';
    } & Which)
  | ({ kind: 'deliver'; event: number } & Which)
  | ({ kind: 'verify' } & Which)
  | { kind: 'correct'; variant: number; delta: number }
  | { kind: 'withdraw'; variant: number }
  | { kind: 'delete'; variant: number }
  | ({ kind: 'end-order'; status: 'CANCELLED' | 'REFUNDED' } & Which)
  | ({ kind: 'give-back'; line: number; restock: boolean; shipping: boolean } & Which)
  | ({ kind: 'ship' } & Which)
  | ({ kind: 'dashboard-refund'; cents: number | null; delivery: 'once' | 'none' } & Which)
  | { kind: 'slow-refund' }
  | ({ kind: 'bank'; outcome: 'succeed' | 'fail' } & Which)
  | { kind: 'job'; name: JobName }
  | { kind: 'time'; of: 'holds' | 'payments' | 'retries' };

export const JOBS = ['holds', 'oversold', 'events', 'refunds', 'reconciliation'] as const;
export type JobName = (typeof JOBS)[number];

export interface Story {
  /** Units of each of the articles in the beginning. */
  stock: number[];
  /** Uses that the promo code has. */
  promoUses: number;
  /** The steps of one list happen at the same time, the lists one after the other. */
  steps: Step[][];
  /** Whether Stripe's events arrive in the end; if not, the shop has to ask Stripe. */
  heard: boolean;
}

const ARTICLES = 3;
const variant = fc.nat({ max: ARTICLES - 1 });
const session = fc.nat({ max: 5 });

const cart = fc.uniqueArray(fc.record({ variant, quantity: fc.integer({ min: 1, max: 2 }) }), {
  selector: (line) => line.variant,
  minLength: 1,
  maxLength: ARTICLES,
});

const of = <K extends Step['kind']>(kind: K) => fc.constant(kind);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: of('open'),
      buyer: fc.constantFrom('guest', 'guest', 'ada', 'bob'),
      cart,
      promo: fc.boolean(),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: of('buyer'),
      session,
      action: fc.constantFrom('pay', 'pay', 'pay', 'pay_later', 'settle', 'settle', 'fail', 'decline', 'expire'),
      delivery: fc.constantFrom('once', 'twice', 'out_of_order', 'none'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: of('deliver'), session, event: fc.nat({ max: 5 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: of('verify'), session }) },
  { weight: 3, arbitrary: fc.record({ kind: of('correct'), variant, delta: fc.integer({ min: -3, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: of('withdraw'), variant }) },
  { weight: 1, arbitrary: fc.record({ kind: of('delete'), variant }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: of('end-order'), session, status: fc.constantFrom('CANCELLED', 'REFUNDED') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: of('give-back'),
      session,
      line: fc.nat({ max: 2 }),
      restock: fc.boolean(),
      shipping: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: of('ship'), session }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: of('dashboard-refund'),
      session,
      cents: fc.option(fc.integer({ min: 1, max: 3000 })),
      delivery: fc.constantFrom('once', 'none'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: of('slow-refund') }) },
  { weight: 2, arbitrary: fc.record({ kind: of('bank'), session, outcome: fc.constantFrom('succeed', 'fail') }) },
  { weight: 4, arbitrary: fc.record({ kind: of('job'), name: fc.constantFrom(...JOBS) }) },
  { weight: 4, arbitrary: fc.record({ kind: of('time'), of: fc.constantFrom('holds', 'payments', 'retries') }) },
);

export const story: fc.Arbitrary<Story> = fc.record({
  stock: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: ARTICLES, maxLength: ARTICLES }),
  promoUses: fc.integer({ min: 1, max: 3 }),
  steps: fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 9 }),
  heard: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
});
