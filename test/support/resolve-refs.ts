import type { OpenAPIObject } from '@nestjs/swagger';
import { GENERAL_FAILURES } from '../../src/common/errors/general-failures.js';

interface Failure {
  content: { 'application/json': { schema: object; examples: Record<string, object> } };
}

/**
 * @returns the document with shared parameters, responses and examples in their places, and in the place of `default` the
 *   statuses it stands for; schemas stay references
 */
export function resolveRefs<T extends Pick<OpenAPIObject, 'paths' | 'components'>>(document: T): T {
  const resolve = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(resolve);
    if (typeof part !== 'object' || part === null) return part;
    const [kind, name] = /^#\/components\/(parameters|responses|examples)\/(.+)$/
      .exec(String((part as { $ref?: unknown }).$ref))
      ?.slice(1) ?? [undefined];
    if (kind) return resolve((document.components as Record<string, Record<string, unknown>>)[kind]![name!]);
    const resolved = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, resolve(value)]));
    return isFailure(resolved.default) ? withoutDefault(resolved, resolved.default) : resolved;
  };
  return { ...document, paths: resolve(document.paths) as T['paths'] };
}

/** A schema may have a `default` as well. */
function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'content' in value;
}

function withoutDefault({ default: _, ...own }: Record<string, unknown>, { content }: Failure): object {
  const { schema, examples } = content['application/json'];
  const general = Object.entries(GENERAL_FAILURES).map(([status, code]) => [
    status,
    { content: { 'application/json': { schema, examples: { [code]: examples[code] } } } },
  ]);
  return { ...Object.fromEntries(general), ...own };
}
