import type { Entry, InputStep } from '../entries.js';
import { cleanText } from './clean-text.js';

/** Passwords and tokens are bytes, not text: a blank at the end is part of them. They stand at the top of a body. */
const SECRET_FIELD = /(?:password|token|secret)$/i;

export const isSecretField = (name: string): boolean => SECRET_FIELD.test(name);

/** Redirect addresses: what is removed here could not be refused there, and would change where an address leads. */
const isAddress = (name: string): boolean => name === 'successUrl' || name === 'cancelUrl';

/** Cleans every text of body and query, in place. */
export const sanitise: InputStep = () => clean;

/** Defines rather than assigns, so that a key cleaned into `__proto__` stays a key for the next step to refuse. */
function clean({ container, key, value, isTop }: Entry): void {
  const isKept = isTop && (isSecretField(key) || isAddress(key));
  const cleaned = typeof value === 'string' && !isKept ? cleanText(value) : value;
  const name = Array.isArray(container) ? key : cleanText(key);
  if (name === key && cleaned === value) return;
  if (name !== key) Reflect.deleteProperty(container, key);
  Object.defineProperty(container, name, { value: cleaned, writable: true, configurable: true, enumerable: true });
}
