import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import { mailConfig, type MailConfig } from '../../config/mail.config.js';
import { MailComposers } from '../../mail/mail-composers.js';
import type { Mail, MailText } from '../../mail/mail.js';
import type { OutboxMail } from '../../mail/new-mail.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { TrackingTokens } from '../tracking/tracking-tokens.js';
import { mailedOrder, toOrderForMail, type OrderForMail, type RefundForMail } from './order-for-mail.js';
import { orderLinks } from './order-links.js';
import * as texts from './order-texts.js';
import { shopAlertText, shopOversoldText, type AlertData } from './shop-texts.js';

/** Composes the mails about orders, each from the order as it is when the mail is sent. */
@Injectable()
export class OrderMailsService implements OnModuleInit {
  constructor(
    private readonly prisma: PrismaService,
    private readonly composers: MailComposers,
    private readonly tokens: TrackingTokens,
    @Inject(checkoutConfig.KEY) private readonly checkout: CheckoutConfig,
    @Inject(mailConfig.KEY) private readonly mail: MailConfig,
  ) {}

  onModuleInit(): void {
    this.toBuyer('order.paid', texts.paidText);
    this.toBuyer('order.shipped', texts.shippedText);
    this.toBuyer('order.delivered', texts.deliveredText);
    this.toBuyer('order.cancelled', texts.cancelledText);
    this.toBuyer('order.refunded', texts.refundedText);
    this.toBuyer('order.oversold', texts.oversoldText);
    this.composers.register('order.partly-refunded', (mail) => this.partlyRefunded(mail));
    this.composers.register('shop.oversold', (mail) => this.shopOversold(mail));
    this.composers.register('shop.alert', (mail) => this.shopAlert(mail));
  }

  private toBuyer(kind: string, write: (order: OrderForMail, refund: RefundForMail | null) => MailText): void {
    this.composers.register(kind, async ({ subjectId, data }) => {
      const order = await this.find(subjectId);
      return order?.email ? { to: order.email, ...write(order, await this.findRefund(data)) } : null;
    });
  }

  private async partlyRefunded({ subjectId, data }: OutboxMail): Promise<Mail | null> {
    const order = await this.find(subjectId);
    const refund = await this.findRefund(data);
    return order?.email && refund ? { to: order.email, ...texts.partlyRefundedText(order, refund) } : null;
  }

  private async shopOversold({ subjectId }: OutboxMail): Promise<Mail | null> {
    const order = await this.find(subjectId);
    return order && { to: this.mail.shopAddress, ...shopOversoldText(order) };
  }

  private async shopAlert({ data }: OutboxMail): Promise<Mail> {
    // Written by shopAlert() only.
    const { orderId, ...alert } = data as unknown as AlertData & { orderId: string | null };
    const order = orderId
      ? await this.prisma.order.findUnique({ where: { id: orderId }, select: { orderNumber: true } })
      : null;
    return { to: this.mail.shopAddress, ...shopAlertText(alert, order?.orderNumber ?? null) };
  }

  /** @param data of a mail from new-order-mails.ts */
  private async findRefund(data: OutboxMail['data']): Promise<RefundForMail | null> {
    const { refundId: id } = (data ?? {}) as { refundId?: string };
    return id === undefined ? null : this.prisma.refund.findUnique({ where: { id }, select: { amountCents: true } });
  }

  private async find(orderId: string): Promise<OrderForMail | null> {
    const order = await this.prisma.order.findUnique({ where: { id: orderId }, include: mailedOrder });
    return order && toOrderForMail(order, orderLinks(this.checkout.storefrontUrl, order, this.tokens.sign(orderId)));
  }
}
