/** What the shop reads of an object. */
export interface Reads {
  /** Paths that must exist at Stripe, with the sandbox's type. */
  fields: string[];
  /** Paths whose value decides, so both must have the same one. */
  same: string[];
}

/** By Stripe's name in `object`. Code in src/checkout/ that reads another field adds it here. */
export const READS: Record<string, Reads> = {
  account: { fields: ['id'], same: [] },
  coupon: { fields: ['id'], same: [] },
  'checkout.session': {
    fields: [
      'id',
      'url',
      'client_reference_id',
      'payment_intent',
      'metadata.shop',
      'metadata.version',
      'metadata.installation',
      'metadata.checkout',
      'metadata.items_0',
      'customer_details.name',
      'customer_details.phone',
      'customer_details.email',
      'customer_details.address',
      'collected_information.shipping_details',
      'shipping_cost.amount_total',
    ],
    same: ['status', 'payment_status', 'amount_total', 'currency', 'livemode', 'customer_email'],
  },
  item: { fields: ['description'], same: [] },
  payment_intent: {
    fields: ['id', 'metadata.installation', 'metadata.checkout', 'shipping.address.line2', 'shipping.address.state'],
    same: [
      'status',
      'shipping.name',
      'shipping.phone',
      'shipping.address.line1',
      'shipping.address.postal_code',
      'shipping.address.city',
      'shipping.address.country',
    ],
  },
  charge: {
    fields: ['payment_intent'],
    same: ['payment_method_details.type', 'payment_method_details.card.brand', 'payment_method_details.card.last4'],
  },
  refund: { fields: ['id', 'payment_intent', 'metadata'], same: ['status', 'amount'] },
  dispute: {
    fields: ['id', 'payment_intent', 'evidence_details.due_by', 'created'],
    same: ['status', 'reason', 'amount', 'currency'],
  },
  'radar.early_fraud_warning': {
    fields: ['id', 'charge', 'payment_intent', 'fraud_type', 'created'],
    same: ['actionable'],
  },
  event: { fields: ['id', 'api_version', 'created', 'data.object.id'], same: ['type', 'livemode'] },
  list: { fields: ['data'], same: ['has_more'] },
  refusal: {
    fields: [],
    same: ['type', 'statusCode', 'isMissing', 'isAboutPicture', 'isAboutEmail', 'exists'],
  },
  repeat: { fields: [], same: ['isSame'] },
};
