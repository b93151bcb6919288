import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import { MailComposers } from '../../mail/mail-composers.js';
import type { Mail } from '../../mail/mail.js';
import type { OutboxMail } from '../../mail/new-mail.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { alertText } from './alert-text.js';
import { BACK_IN_STOCK } from './back-in-stock.service.js';
import { CancelTokens } from './cancel-tokens.js';

/** Writes the mails about articles that are back. */
@Injectable()
export class AlertMails implements OnModuleInit {
  constructor(
    private readonly prisma: PrismaService,
    private readonly composers: MailComposers,
    private readonly tokens: CancelTokens,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
    @Inject(checkoutConfig.KEY) private readonly storefront: CheckoutConfig,
  ) {}

  onModuleInit(): void {
    this.composers.register(BACK_IN_STOCK, (mail) => this.compose(mail));
  }

  /** Nobody is told of what was deleted or taken out of sale meanwhile. */
  private async compose({ subjectId, data }: OutboxMail): Promise<Mail | null> {
    // Written by BackInStock and by nobody else.
    const { email } = data as { email: string };
    const variant = await this.prisma.variant.findUnique({ where: { id: subjectId }, include: { product: true } });
    if (!variant?.isActive) return null;
    const unsubscribeUrl = `${this.app.publicUrl}/api/products/notify-stock/cancel?token=${this.tokens.seal(email)}`;
    const text = alertText(variant, {
      product: `${this.storefront.storefrontUrl}/produit/${variant.product.slug}`,
      cancel: unsubscribeUrl,
    });
    return { to: email, ...text, unsubscribeUrl };
  }
}
