/** How the events of one action reach the shop. */
export const DELIVERY_MODES = ['once', 'twice', 'late', 'out_of_order', 'none'] as const;
export type DeliveryMode = (typeof DELIVERY_MODES)[number];

export interface DeliveryPlan {
  mode: DeliveryMode;
  /** For `late`: after how many seconds. */
  lateSeconds?: number;
}

export const ONCE: DeliveryPlan = { mode: 'once' };

export interface PlannedDelivery {
  /** Place of the event in the order in which they happened. */
  index: number;
  state: 'due' | 'held';
  /** From now. */
  afterMs: number;
}

/**
 * Which deliveries `count` events get, in the order of sending.
 * @param waiting more is to come before anything may go out of order
 */
export function planDeliveries(count: number, { mode, lateSeconds = 10 }: DeliveryPlan, waiting = false) {
  const inOrder = Array.from({ length: count }, (_, index) => index);
  const due = (index: number, afterMs = 0): PlannedDelivery => ({ index, state: 'due', afterMs });
  const held = (index: number): PlannedDelivery => ({ index, state: 'held', afterMs: 0 });

  switch (mode) {
    case 'once':
      return inOrder.map((index) => due(index));
    case 'twice':
      return inOrder.flatMap((index) => [due(index), due(index)]);
    case 'late':
      return inOrder.map((index) => due(index, lateSeconds * 1000));
    case 'out_of_order':
      return waiting ? inOrder.map(held) : inOrder.toReversed().map((index) => due(index));
    case 'none':
      return inOrder.map(held);
  }
}
