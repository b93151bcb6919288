import type { Prisma } from '../../prisma/client.js';

/** Whether a product shows a picture that has one of these addresses. */
export async function isPictureUsed(tx: Prisma.TransactionClient, urls: string[]): Promise<boolean> {
  return (await tx.productImage.findFirst({ where: { url: { in: urls } }, select: { id: true } })) !== null;
}
