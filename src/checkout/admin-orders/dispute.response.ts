import { ApiProperty } from '@nestjs/swagger';
import {
  type Dispute,
  type PaymentWarning,
  type PaymentWarningKind,
  PaymentWarningKind as PaymentWarningKinds,
} from '../../prisma/client.js';

/** A payment that the buyer's bank contests, as Stripe last said. */
export class DisputeResponse {
  /**
   * Stripe's id.
   * @example du_1PgafuB7WZ01zgkWXYmPNZs8
   */
  id!: string;

  /**
   * Stripe's word. `warning_…` is an inquiry: no money has been taken.
   * @example needs_response
   */
  status!: string;

  /**
   * Stripe's word.
   * @example product_not_received
   */
  reason!: string;

  /** @example 11770 */
  amountCents!: number;
  /** @example eur */
  currency!: string;
  /** Until when Stripe takes evidence; null when it takes none. @example "2026-12-08T23:59:59.000Z" */
  evidenceDueAt!: Date | null;
  openedAt!: Date;
  updatedAt!: Date;
}

/** What Stripe Radar says about the payment, as Stripe last said. */
export class PaymentWarningResponse {
  /** Stripe's id. @example "issfr_1PgafuB7WZ01zgkWXYmPNZs8" */
  id!: string;

  /** EARLY_FRAUD_WARNING: the card's bank takes it for fraud. REVIEW: Stripe wants a person to look at it. */
  @ApiProperty({ enum: PaymentWarningKinds })
  kind!: PaymentWarningKind;

  /**
   * Stripe's word.
   * @example made_with_stolen_card
   */
  reason!: string;

  /** Whether shipping needs `force`. @example true */
  isOpen!: boolean;
  /** Stripe's word, of a review. */
  closedReason!: string | null;
  openedAt!: Date;
  updatedAt!: Date;
}

export function toDisputeResponse(dispute: Dispute): DisputeResponse {
  const { id, status, reason, amountCents, currency, evidenceDueAt, openedAt, updatedAt } = dispute;
  return { id, status, reason, amountCents, currency, evidenceDueAt, openedAt, updatedAt };
}

export function toPaymentWarningResponse(warning: PaymentWarning): PaymentWarningResponse {
  const { id, kind, reason, isOpen, closedReason, openedAt, updatedAt } = warning;
  return { id, kind, reason, isOpen, closedReason, openedAt, updatedAt };
}
