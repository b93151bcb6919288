import type { HttpStatus } from '@nestjs/common';
import type { ErrorCode } from '../errors/error-texts.js';

/** Which status carries which codes. */
export type CodesByStatus = Partial<Record<HttpStatus | number, ErrorCode[]>>;

const API_ERRORS = Symbol('api-errors');

/**
 * Declares the failures of a route, or of all routes of a controller. Those that follow from how a route is marked
 * (who may call it, whether it takes a body, its limits) are declared for it: src/openapi/general-errors.ts.
 * @example `@ApiErrors({ 404: ['PRODUCT_NOT_FOUND'], 409: ['STALE_STOCK'] })`
 */
export function ApiErrors(codes: CodesByStatus): MethodDecorator & ClassDecorator {
  // Not Swagger's own @ApiResponse: a route that has one loses the success that is read from its return type.
  return (target: object, _key?: string | symbol, descriptor?: PropertyDescriptor) => {
    Reflect.defineMetadata(API_ERRORS, codes, (descriptor?.value as object | undefined) ?? target);
  };
}

/** @returns what a route and its controller declare, together */
export function declaredErrors(controller: object, handler: object): CodesByStatus {
  const [ofAll, own] = [controller, handler].map((target) => Reflect.getMetadata(API_ERRORS, target) as CodesByStatus);
  return mergeCodes(ofAll ?? {}, own ?? {});
}

export function mergeCodes(...parts: CodesByStatus[]): CodesByStatus {
  const merged: CodesByStatus = {};
  for (const [status, codes] of parts.flatMap((part) => Object.entries(part))) {
    merged[Number(status)] = [...new Set([...(merged[Number(status)] ?? []), ...(codes ?? [])])];
  }
  return merged;
}
