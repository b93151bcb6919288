import { applyDecorators, type HttpStatus } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { ERROR_TEXTS, type ErrorCode } from '../errors/error-texts.js';
import { ErrorResponse } from '../errors/error.response.js';

/**
 * Declares the failures of a route: which status carries which codes.
 * @example `@ApiErrors({ 404: ['PRODUCT_NOT_FOUND'], 409: ['STALE_STOCK'] })`
 */
export function ApiErrors(codes: Partial<Record<HttpStatus | number, ErrorCode[]>>): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ...Object.entries(codes).map(([status, list]) =>
      ApiResponse({
        status: Number(status),
        description: list!.map((code) => `\`${code}\``).join(', '),
        type: ErrorResponse,
        examples: Object.fromEntries(list!.map((code) => [code, { summary: code, value: example(code) }])),
      }),
    ),
  );
}

function example(code: ErrorCode): object {
  return { error: ERROR_TEXTS[code], code, requestId: 'b0c1d2e3-0000-4000-8000-000000000000' };
}
