import { getSchemaPath } from '@nestjs/swagger';
import type { CodesByStatus } from '../common/decorators/api-errors.decorator.js';
import { ERROR_TEXTS, type ErrorCode } from '../common/errors/error-texts.js';
import { ErrorResponse } from '../common/errors/error.response.js';
import type { Operation } from './general-errors.js';

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds until another try makes sense', schema: { type: 'integer' as const } },
};

/** @returns a response for each status, with an example of each code */
export function errorResponses(codes: CodesByStatus): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(codes).map(([status, list = []]) => [
      status,
      {
        description: list.map((code) => `- \`${code}\`: ${ERROR_TEXTS[code]}`).join('\n'),
        ...(status === '429' || status === '503' ? { headers: RETRY_AFTER } : {}),
        content: {
          'application/json': {
            schema: { $ref: getSchemaPath(ErrorResponse) },
            examples: Object.fromEntries(list.map((code) => [code, { value: example(code) }])),
          },
        },
      },
    ]),
  );
}

function example(code: ErrorCode): object {
  const requestId = '6f1c2b1e-6a1f-4b53-9f5c-0d0a3f0f7a11';
  if (code !== 'VALIDATION_ERROR') return { error: ERROR_TEXTS[code], code, requestId };
  const msg = 'Le champ « email » doit être une adresse e-mail valide.';
  return { error: msg, code, details: [{ path: 'email', msg }], requestId };
}
