import { ApiProperty } from '@nestjs/swagger';
import {
  type Refund,
  type RefundCause,
  RefundCause as RefundCauses,
  type RefundStatus,
  RefundStatus as RefundStatuses,
} from '../../../prisma/client.js';
import { readStoredLines } from '../../refunds/refund-lines.js';
import { AdminOrderResponse } from '../admin-order.response.js';

export class RefundedLineResponse {
  /** @example "demo-order-7-01" */
  orderItemId!: string;
  /** @example 1 */
  quantity!: number;
}

/** Money that goes back for an order. */
export class RefundResponse {
  /** @example "cmx2xbi5c001ahu7dl04jk0m5" */
  id!: string;
  /** @example "demo-order-7" */
  orderId!: string;

  /**
   * REQUESTED: Stripe has not answered yet and is asked again. PENDING: it has it, the bank has not confirmed.
   * @example "SUCCEEDED"
   */
  @ApiProperty({ enum: RefundStatuses })
  status!: RefundStatus;

  /** STRIPE: made at Stripe's dashboard. @example "PARTIAL" */
  @ApiProperty({ enum: RefundCauses })
  cause!: RefundCause;

  /** In euro cents. @example 5490 */
  amountCents!: number;
  /** Empty for a refund of an amount, or of the whole order. */
  lines!: RefundedLineResponse[];
  /** Whether the shipping was refunded explicitly. @example false */
  shipping!: boolean;
  /** @example true */
  restock!: boolean;
  note!: string | null;
  /** Why it did not go through, or has not yet. */
  lastError!: string | null;
  /** @example "re_demo_7" */
  stripeRefundId!: string | null;
  /** The administrator; null for the shop itself and for Stripe's dashboard. @example "demo-admin" */
  createdBy!: string | null;
  createdAt!: Date;
  updatedAt!: Date;
}

export class RefundsResponse {
  /** Newest first. */
  refunds!: RefundResponse[];
}

export class RefundedOrderResponse {
  /** @example "Le remboursement est enregistré." */
  message!: string;
  refund!: RefundResponse;
  order!: AdminOrderResponse;
}

export function toRefundResponse(refund: Refund): RefundResponse {
  const { lines, shipping } = readStoredLines(refund.lines) ?? { lines: [], shipping: false };
  return {
    id: refund.id,
    orderId: refund.orderId,
    status: refund.status,
    cause: refund.cause,
    amountCents: refund.amountCents,
    lines: lines.map(({ orderItemId, quantity }) => ({ orderItemId, quantity })),
    shipping,
    restock: refund.restock,
    note: refund.note,
    lastError: refund.lastError,
    stripeRefundId: refund.stripeRefundId,
    createdBy: refund.createdBy,
    createdAt: refund.createdAt,
    updatedAt: refund.updatedAt,
  };
}
