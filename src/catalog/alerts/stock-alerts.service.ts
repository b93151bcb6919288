import { Inject, Injectable } from '@nestjs/common';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import { isForeignKeyViolation } from '../../prisma/is-foreign-key-violation.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { ProductNotFoundError, VariantNotFoundError } from '../catalog.errors.js';
import { InvalidCancelLinkError } from './alerts.errors.js';
import { ANY_VARIANT } from './any-variant.js';
import { CancelTokens } from './cancel-tokens.js';
import type { NotifyStockDto } from './dto/notify-stock.dto.js';

/** Who waits for an article, and who no longer does. */
@Injectable()
export class StockAlertsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly tokens: CancelTokens,
    @Inject(checkoutConfig.KEY) private readonly storefront: CheckoutConfig,
  ) {}

  /**
   * Keeps an address until the article is back. One entry an address, product and variant, however often it is asked.
   * @throws ProductNotFoundError
   * @throws VariantNotFoundError when it is not one of the product's, or not for sale
   */
  async ask({ email, productId, variantId }: NotifyStockDto): Promise<void> {
    await this.mustExist(productId, variantId ?? undefined);
    try {
      await this.prisma.stockAlert.create({ data: { email, productId, variantId: variantId ?? ANY_VARIANT } });
    } catch (error) {
      if (isUniqueViolation(error)) return;
      if (isForeignKeyViolation(error)) throw new ProductNotFoundError();
      throw error;
    }
  }

  /**
   * Removes all that an address waits for.
   * @param token of a mail's link; one that was used before is as good
   * @returns the storefront's address, to go on to
   * @throws InvalidCancelLinkError
   */
  async cancel(token: string | undefined): Promise<string> {
    const email = this.emailOf(token);
    // In a transaction, which is tried again when it met a restock that removes the same rows.
    await this.prisma.$transaction((tx) => tx.stockAlert.deleteMany({ where: { email } }));
    return `${this.storefront.storefrontUrl}/`;
  }

  /**
   * The address that a link to cancel was mailed to.
   * @throws InvalidCancelLinkError
   */
  emailOf(token: string | undefined): string {
    const email = token === undefined ? null : this.tokens.open(token);
    if (email === null) throw new InvalidCancelLinkError();
    return email;
  }

  private async mustExist(productId: string, variantId?: string): Promise<void> {
    const product = await this.prisma.product.findUnique({ where: { id: productId }, select: { id: true } });
    if (!product) throw new ProductNotFoundError();
    if (variantId === undefined) return;
    const where = { id: variantId, productId, isActive: true };
    if (!(await this.prisma.variant.count({ where }))) throw new VariantNotFoundError(variantId);
  }
}
