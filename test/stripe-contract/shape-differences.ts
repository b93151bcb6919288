import { READS, type Reads } from './reads.js';

type Json = Record<string, unknown>;

/**
 * Compares an answer of Stripe with the sandbox's answer to the same call.
 * @returns a line for each field that only the sandbox has, that has another type, or that the shop would read
 *   otherwise. More fields at Stripe are fine, and so is a null where the shop does not look.
 */
export function shapeDifferences(path: string, stripe: unknown, sandbox: unknown): string[] {
  if (Array.isArray(stripe) && Array.isArray(sandbox)) {
    return stripe.length > 0 && sandbox.length > 0 ? shapeDifferences(`${path}[0]`, stripe[0], sandbox[0]) : [];
  }
  if (!isObject(stripe) || !isObject(sandbox)) return typeDifference(path, stripe, sandbox);
  const fields = Object.keys(sandbox).flatMap((name) =>
    name in stripe
      ? shapeDifferences(`${path}.${name}`, stripe[name], sandbox[name])
      : [`${path}.${name}: only in the sandbox`],
  );
  const reads = READS[String(sandbox.object)];
  return reads ? [...fields, ...readDifferences(path, stripe, sandbox, reads)] : fields;
}

function typeDifference(path: string, stripe: unknown, sandbox: unknown): string[] {
  const [there, here] = [typeOf(stripe), typeOf(sandbox)];
  return there === here || there === 'null' || here === 'null' ? [] : [`${path}: ${there} at Stripe, ${here} here`];
}

function readDifferences(path: string, stripe: Json, sandbox: Json, { fields, same }: Reads): string[] {
  const types = [...fields, ...same].flatMap((field) => {
    const [there, here] = [typeOf(valueAt(stripe, field)), typeOf(valueAt(sandbox, field))];
    // Two types are reported by the comparison of all fields.
    const isReported = ![there, here].some((type) => type === 'null' || type === 'undefined');
    const isSame = there === here && here !== 'undefined';
    return isSame || isReported ? [] : [`${path}.${field}, which the shop reads: ${there} at Stripe, ${here} here`];
  });
  const values = same.flatMap((field) => {
    const [there, here] = [valueAt(stripe, field), valueAt(sandbox, field)];
    const isReported = typeOf(there) !== typeOf(here);
    return there === here || isReported
      ? []
      : [`${path}.${field}: ${JSON.stringify(there)} at Stripe, ${JSON.stringify(here)} here`];
  });
  return [...types, ...values];
}

/** @returns null below a null, undefined where there is no such field */
function valueAt(object: Json, path: string): unknown {
  let value: unknown = object;
  for (const name of path.split('.')) {
    if (value === null) return null;
    if (!isObject(value)) return undefined;
    value = value[name];
  }
  return value;
}

/** Amounts with decimals are instances of a class of the SDK. */
function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' && !isObject(value) ? value.constructor.name : typeof value;
}

function isObject(value: unknown): value is Json {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
