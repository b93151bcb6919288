import { OrderStatus } from '../../../prisma/client.js';
import { canBecome, fulfillmentOf, isFinal } from './order-transitions.js';

const ALL = Object.values(OrderStatus);

describe('canBecome', () => {
  it.each<[OrderStatus, OrderStatus[]]>([
    ['PENDING', ['CONFIRMED', 'CANCELLED', 'REFUNDED']],
    ['CONFIRMED', ['SHIPPED', 'DELIVERED', 'CANCELLED', 'REFUNDED']],
    ['SHIPPED', ['DELIVERED', 'REFUNDED']],
    ['DELIVERED', ['REFUNDED']],
    ['CANCELLED', []],
    ['REFUNDED', []],
  ])('%s may be followed by %j and nothing else', (from, next) => {
    expect(ALL.filter((to) => canBecome(from, to))).toEqual(next);
  });

  it('leads from every state to an end, and never back', () => {
    const reach = (from: OrderStatus, depth = 0): OrderStatus[] => {
      expect(depth).toBeLessThan(ALL.length);
      return ALL.filter((to) => canBecome(from, to)).flatMap((to) => [to, ...reach(to, depth + 1)]);
    };
    for (const from of ALL) expect(isFinal(from) || reach(from).some(isFinal)).toBe(true);
  });
});

describe('fulfillmentOf', () => {
  it('calls a confirmed order paid, and all others what they are', () => {
    expect(fulfillmentOf('CONFIRMED')).toBe('PAID');
    for (const status of ALL.filter((one) => one !== 'CONFIRMED')) expect(fulfillmentOf(status)).toBe(status);
  });
});
