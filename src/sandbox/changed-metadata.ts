import { ApiError } from './api-error.js';

/**
 * Adds and replaces keys; an empty value removes its key.
 * @throws ApiError when more than 50 are left
 */
export function withMetadata<T extends { metadata: Record<string, string> | null }>(
  object: T,
  changes: Record<string, string> | undefined,
): T {
  const merged = Object.entries({ ...object.metadata, ...changes }).filter(([, value]) => value !== '');
  if (merged.length > 50) {
    throw new ApiError(`You can only have up to 50 metadata keys, but there would be ${merged.length}.`, {
      param: 'metadata',
    });
  }
  return { ...object, metadata: Object.fromEntries(merged) };
}
