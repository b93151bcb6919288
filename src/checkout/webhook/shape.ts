import { LARGEST_INTEGER } from '../session/limits.js';

/** Whether a value that came from outside has the form that the code behind relies on. */
export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === 'string';

/** Of something of Stripe's; theirs have some 70 characters at most. */
export const id: Shape = (value) => typeof value === 'string' && /^\w{1,255}$/.test(value);

/** Whole units of a currency's smallest coin. */
export const amount: Shape = (value) => Number.isInteger(value) && Math.abs(value as number) <= LARGEST_INTEGER;

export const optional =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || value === null || shape(value);

export const either =
  (...shapes: Shape[]): Shape =>
  (value) =>
    shapes.some((shape) => shape(value));

/** An object with at least these fields. */
export const object =
  (fields: Record<string, Shape>): Shape =>
  (value) =>
    isObject(value) && Object.entries(fields).every(([name, shape]) => shape(value[name]));

/** An object whose every field has the shape. */
export const recordOf =
  (shape: Shape): Shape =>
  (value) =>
    isObject(value) && Object.values(value).every(shape);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
