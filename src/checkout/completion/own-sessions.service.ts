import { Inject, Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { Installation } from '../../installation/installation.js';
import { fromPaymentShipping, toShippingAddress, typedAddress, type Address } from '../rules/addresses.js';
import { NeedsReviewError } from '../rules/needs-review.error.js';
import { parseMetadata, type SessionContents } from '../rules/session-metadata.js';
import { CheckoutSessionsService, type KnownSession } from '../sessions/checkout-sessions.service.js';
import { toPaidSession, type PaidSession } from '../sessions/paid-session.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';

/** A session at Stripe that this shop created. */
export interface OwnSession {
  session: Stripe.Checkout.Session;
  contents: SessionContents;
  /** Null when the database was restored from a backup that is older than the session. */
  row: KnownSession | null;
}

/** Recognises this shop's sessions at Stripe: other shops, copies and tests may use the same account. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly sessions: CheckoutSessionsService,
    private readonly stripe: StripeGateway,
    private readonly installation: Installation,
    @Inject(stripeConfig.KEY) private readonly config: StripeConfig,
  ) {}

  /** @throws NeedsReviewError for a session that is not this shop's, or unreadable */
  async identify(session: Stripe.Checkout.Session): Promise<OwnSession> {
    const contents = parseMetadata(session.metadata);
    if (!contents) throw new NeedsReviewError('NOT_OF_THIS_SHOP', 'A session without metadata of this shop');
    if (session.livemode !== this.config.isLive) {
      throw new NeedsReviewError('OTHER_LIVEMODE', `livemode of the session is ${String(session.livemode)}`);
    }
    const row = await this.sessions.find(contents.checkoutId);
    // Version 1 had no installation id.
    const isOurs = contents.personal ? row !== null : contents.installationId === this.installation.id;
    if (isOurs) return { session, contents, row };
    throw new NeedsReviewError('OTHER_INSTALLATION', `Created by the installation ${contents.installationId ?? '-'}`);
  }

  /**
   * @throws UnreadableMetadataError
   * @throws PaymentUnavailableError when only Stripe has the delivery address, and does not answer
   */
  async toPaid(own: OwnSession): Promise<PaidSession> {
    const shippingAddress = await this.addressOf(own);
    const isRestored = own.row === null;
    return toPaidSession(own.session, own.contents, { shippingAddress, isRestored, isTest: this.config.marksTests });
  }

  private async addressOf({ session, contents, row }: OwnSession): Promise<Address | null> {
    if (contents.personal?.delivery) return typedAddress(contents.personal.delivery);
    if (!contents.shipping) return toShippingAddress(session);
    // Written by CheckoutSessionsService.create only.
    if (row?.delivery) return row.delivery as unknown as Address;
    const { payment_intent: payment } = session;
    const shipping = typeof payment === 'string' ? await this.stripe.findPaymentShipping(payment) : payment?.shipping;
    return shipping ? fromPaymentShipping(shipping) : null;
  }
}
