import { STATUS_CODES } from 'node:http';
import { getSchemaPath, type OpenAPIObject } from '@nestjs/swagger';
import type { CodesByStatus } from '../common/decorators/api-errors.decorator.js';
import { ERROR_MEANINGS } from '../common/errors/error-meanings.js';
import { ERROR_TEXTS, type ErrorCode } from '../common/errors/error-texts.js';
import { ErrorResponse } from '../common/errors/error.response.js';
import { GENERAL_FAILURES } from '../common/errors/general-failures.js';

type Components = NonNullable<OpenAPIObject['components']>;
type Responses = NonNullable<Components['responses']>;

/** Names of what several routes have, short because they are repeated. */
const NAMES: Record<string, string> = {
  'VALIDATION_ERROR PAYLOAD_TOO_COMPLEX SUSPICIOUS_CONTENT': 'BadRequest',
  'VALIDATION_ERROR INVALID_JSON PAYLOAD_TOO_COMPLEX SUSPICIOUS_CONTENT': 'BadBody',
  'INVALID_OR_EXPIRED_TOKEN VALIDATION_ERROR PAYLOAD_TOO_COMPLEX SUSPICIOUS_CONTENT': 'BadLink',
  'INVALID_OR_EXPIRED_TOKEN VALIDATION_ERROR INVALID_JSON PAYLOAD_TOO_COMPLEX SUSPICIOUS_CONTENT': 'BadLinkOrBody',
  'OFFER_NOT_PENDING VALIDATION_ERROR INVALID_JSON PAYLOAD_TOO_COMPLEX SUSPICIOUS_CONTENT': 'OfferNotPendingOrBadBody',
  'ACCESS_TOKEN_REQUIRED INVALID_TOKEN': 'Unauthorized',
  ADMIN_ACCESS_REQUIRED: 'AdminOnly',
  PAYLOAD_TOO_LARGE: 'TooLarge',
  INTERNAL_SERVER_ERROR: 'InternalError',
  DATABASE_UNAVAILABLE: 'Unavailable',
};

/** More codes belong to one route and make no name. */
const MOST_IN_NAME = 3;

const RETRY_AFTER = {
  'Retry-After': {
    description: 'Seconds to wait before a retry, with 429 and 503',
    schema: { type: 'integer' as const },
  },
};

/** Error responses of all operations. The document has each once, as a component. */
export class ErrorResponses {
  private readonly shared: Responses = {};
  private readonly codes = new Set(Object.values(GENERAL_FAILURES));

  /** @returns a response for each status; `default` for the general failures */
  of(codes: CodesByStatus): Responses {
    const isLimited = codes[429] !== undefined;
    const own = Object.entries(codes).filter(([status, list]) => !isLimited || !isGeneral(status, list));
    const responses: Responses = {};
    for (const [status, list = []] of own) {
      const name = nameOf(list);
      const description = list.length === 1 ? ERROR_MEANINGS[list[0]!][0] : STATUS_CODES[status]!;
      const made = response(description, list, status === '429' || status === '503');
      responses[status] = name ? this.share(name, made) : made;
      for (const code of list) this.codes.add(code);
    }
    if (isLimited) responses.default = this.share('Failure', generalFailure());
    return responses;
  }

  private share(name: string, made: Responses[string]): { $ref: string } {
    this.shared[name] ??= made;
    return { $ref: `#/components/responses/${name}` };
  }

  components(): Components {
    const examples = [...this.codes].map((code) => [code, example(code)]);
    return { responses: this.shared, examples: Object.fromEntries(examples) as Components['examples'] };
  }
}

function nameOf(codes: ErrorCode[]): string | undefined {
  const known = NAMES[codes.join(' ')];
  return known ?? (codes.length > MOST_IN_NAME ? undefined : codes.map(pascalCase).join('Or'));
}

function isGeneral(status: string, codes: ErrorCode[] = []): boolean {
  return codes.length === 1 && codes[0] === GENERAL_FAILURES[Number(status)];
}

function generalFailure(): Responses[string] {
  const statuses = Object.entries(GENERAL_FAILURES).map(([status, code]) => `${status} ${code}`);
  return response(`Failures of every operation: ${statuses.join(', ')}`, Object.values(GENERAL_FAILURES), true);
}

function response(description: string, codes: ErrorCode[], hasRetryAfter: boolean): Responses[string] {
  return {
    description,
    ...(hasRetryAfter && { headers: RETRY_AFTER }),
    content: {
      'application/json': {
        schema: { $ref: getSchemaPath(ErrorResponse) },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

function example(code: ErrorCode) {
  const [summary, description] = ERROR_MEANINGS[code];
  const requestId = '6f1c2b1e';
  if (code !== 'VALIDATION_ERROR') {
    return { summary, description, value: { error: ERROR_TEXTS[code], code, requestId } };
  }
  const msg = 'Le champ « email » doit être une adresse e-mail valide.';
  return { summary, description, value: { error: msg, code, details: [{ path: 'email', msg }], requestId } };
}

/** `ORDER_NOT_FOUND` → `OrderNotFound` */
function pascalCase(code: ErrorCode): string {
  return code.toLowerCase().replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
