import type { ErrorCode } from './error-texts.js';
import { ApiProperty } from '@nestjs/swagger';

export class ErrorDetailResponse {
  /** Which field, in dots. @example shipping.city */
  path!: string;

  /** What is wrong with it, in French. */
  msg!: string;

  /** With `INSUFFICIENT_STOCK`: what there is too little of. */
  variantId?: string;

  /** With `INSUFFICIENT_STOCK`: nothing left, or less than asked for. */
  @ApiProperty({ enum: ['OUT_OF_STOCK', 'INSUFFICIENT_STOCK'], required: false })
  reason?: string;

  /** With `INVALID_CSV`: the row, as a spreadsheet counts; `path` is the column. */
  row?: number;
}

/** The one shape of every failure. */
export class ErrorResponse {
  /** A French sentence that a customer may be shown. */
  error!: string;

  /** Stable; docs/api-errors.md explains each. */
  @ApiProperty({ type: String })
  code!: ErrorCode;

  @ApiProperty({ type: [ErrorDetailResponse], required: false })
  details?: ErrorDetailResponse[];

  /** The same as in the `x-request-id` header. */
  requestId!: string;
}
