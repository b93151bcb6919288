import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../prisma/client.js';

/** Who waits for articles, by e-mail address. */
@Injectable()
export class AlertErasure {
  /** Nobody at this address waits for anything any more. */
  async erase(tx: Prisma.TransactionClient, email: string): Promise<void> {
    await tx.stockAlert.deleteMany({ where: { email } });
  }
}
