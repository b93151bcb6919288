import type { Prisma } from '../../prisma/client.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { SkuTakenError } from '../catalog.errors.js';

/** SKUs are the same in any case; a variant without one has no key. */
export function skuKeyOf(sku: string | null | undefined): string | null {
  return sku ? sku.toUpperCase() : null;
}

/**
 * Looks among variants whose SKU has no key, as they had it before SKUs were unique. For all others the unique index
 * decides, also between requests at the same time.
 * @param keys what new variants and changed SKUs are to have
 * @param except variants whose SKU is being changed
 * @throws SkuTakenError
 */
export async function refuseSkusWithoutKey(
  tx: Prisma.TransactionClient,
  keys: (string | null)[],
  except: string[] = [],
): Promise<void> {
  const wanted = new Set(keys.filter((key) => key !== null));
  if (!wanted.size) return;
  const without = await tx.variant.findMany({
    where: { skuKey: null, sku: { not: null }, id: { notIn: except } },
    select: { sku: true },
  });
  if (without.some(({ sku }) => wanted.has(skuKeyOf(sku) ?? ''))) throw new SkuTakenError();
}

/** @throws SkuTakenError when the write fails at the unique key of SKUs, the only one of a variant */
export async function orSkuTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (isUniqueViolation(error)) throw new SkuTakenError();
    throw error;
  }
}
