import { Inject, Injectable } from '@nestjs/common';
import { MAX_LINES, MAX_PER_LINE, MAX_TOTAL_CENTS, MAX_UNITS, MIN_TOTAL_CENTS } from '../checkout/rules/cart.js';
import { SERVED_COUNTRIES, SHIPPING_METHODS } from '../checkout/rules/shipping.js';
import { stripeConfig, type StripeConfig } from '../config/stripe.config.js';
import { PrismaService } from '../prisma/prisma.service.js';
import type { CategoryResponse, PaymentMode, ShopResponse } from './shop.response.js';

const LIMITS = {
  maxLines: MAX_LINES,
  maxQuantityPerLine: MAX_PER_LINE,
  maxUnits: MAX_UNITS,
  minTotalCents: MIN_TOTAL_CENTS,
  maxTotalCents: MAX_TOTAL_CENTS,
};

@Injectable()
export class ShopService {
  constructor(
    private readonly prisma: PrismaService,
    @Inject(stripeConfig.KEY) private readonly stripe: StripeConfig,
  ) {}

  async describe(): Promise<ShopResponse> {
    const countries = [...SERVED_COUNTRIES];
    return {
      name: 'BoulevardTCG',
      currency: 'EUR',
      locale: 'fr-FR',
      countries: countries.map((code) => ({ code, name: nameOf(code) })),
      shippingMethods: SHIPPING_METHODS.map(({ code, name, carrier, priceCents }) => ({
        ...{ code, name, carrier, priceCents },
        countries,
      })),
      cart: LIMITS,
      categories: await this.categories(),
      payment: { mode: paymentMode(this.stripe) },
    };
  }

  /** By name. Products with nothing for sale count, as the list shows them as well. */
  private async categories(): Promise<CategoryResponse[]> {
    const groups = await this.prisma.product.groupBy({ by: 'category', _count: true });
    return groups
      .map(({ category, _count }) => ({ name: category, products: _count }))
      .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  }
}

function nameOf(country: string): string {
  return new Intl.DisplayNames(['fr'], { type: 'region' }).of(country) ?? country;
}

function paymentMode({ sandbox, isLive }: StripeConfig): PaymentMode {
  if (sandbox) return 'sandbox';
  return isLive ? 'live' : 'test';
}
