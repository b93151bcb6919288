/** Why a person must decide about an event or a payment; docs/operations.md says what to do. */
export type ReviewCode =
  | 'OTHER_LIVEMODE'
  | 'OTHER_ACCOUNT'
  | 'OTHER_INSTALLATION'
  | 'NOT_OF_THIS_SHOP'
  | 'SOLD_OUT_WITHOUT_SESSION'
  | 'NOT_AT_STRIPE'
  | 'UNREADABLE_METADATA'
  | 'UNREADABLE_EVENT';

/** Nothing is fulfilled and nothing refunded until a person has decided. An event is kept with status `REVIEW`. */
export class NeedsReviewError extends Error {
  constructor(
    readonly code: ReviewCode,
    message: string,
  ) {
    super(message);
  }
}

/** Metadata of this shop that this version cannot read. The input is not wrong, so it must not be dropped. */
export class UnreadableMetadataError extends NeedsReviewError {
  constructor(message: string) {
    super('UNREADABLE_METADATA', message);
  }
}
