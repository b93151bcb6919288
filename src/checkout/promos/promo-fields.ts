import { InvalidFieldsError } from '../../common/errors/validation.error.js';
import type { Promo } from '../../prisma/client.js';
import type { CreatePromoDto } from './dto/create-promo.dto.js';
import type { UpdatePromoDto } from './dto/update-promo.dto.js';
import { lastMomentOf, withoutFloatNoise } from './promo-rules.js';

type PromoFields = Omit<Promo, 'id' | 'code' | 'usedCount' | 'reservedCount' | 'createdAt' | 'updatedAt'>;

/** @throws InvalidFieldsError when the fields don't fit one another */
export function newPromo(given: CreatePromoDto): PromoFields & { code: string } {
  const none = { minPurchase: null, maxDiscount: null, usageLimit: null, isActive: true };
  const { type, value, validFrom, validUntil } = given;
  const required = { type, value, validFrom: new Date(validFrom), validUntil: lastMomentOf(validUntil) };
  return { code: given.code, ...changedPromo({ ...none, ...required }, given) };
}

/**
 * A promo as it will be, with what was given in the place of what there was.
 * @throws InvalidFieldsError when the whole is not valid
 */
export function changedPromo(promo: PromoFields, given: UpdatePromoDto): PromoFields {
  const changed = {
    type: given.type ?? promo.type,
    value: given.value ?? promo.value,
    minPurchase: orKeep(given.minPurchase, promo.minPurchase),
    maxDiscount: orKeep(given.maxDiscount, promo.maxDiscount),
    usageLimit: orKeep(given.usageLimit, promo.usageLimit),
    validFrom: given.validFrom ? new Date(given.validFrom) : promo.validFrom,
    validUntil: given.validUntil ? lastMomentOf(given.validUntil) : promo.validUntil,
    isActive: given.isActive ?? promo.isActive,
  };
  if (changed.type === 'FIXED') changed.value = withoutFloatNoise(changed.value);
  else if (!Number.isInteger(changed.value) || changed.value > 100)
    throw invalid('value', 'Le pourcentage doit être un nombre entier compris entre 1 et 100.');
  if (changed.validUntil < changed.validFrom)
    throw invalid('validUntil', 'La date de fin doit suivre la date de début.');
  return changed;
}

/** Null clears; what was not given stays. */
function orKeep<T>(given: T | undefined, kept: T): T {
  return given === undefined ? kept : given;
}

function invalid(path: string, msg: string): InvalidFieldsError {
  return new InvalidFieldsError([{ path, msg }]);
}
