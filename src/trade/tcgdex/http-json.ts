import * as v from 'valibot';

/** TCGdex did not give a usable answer; `again` tells whether asking once more right away makes sense. */
export class UpstreamError extends Error {
  constructor(
    message: string,
    readonly again: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Far above the largest answer there is (all sets: 40 kB, a set of 300 cards: 60 kB). */
const BODY_MAX_BYTES = 5 * 1024 * 1024;

const HEADERS = { accept: 'application/json', 'user-agent': 'BoulevardTCG-backend (card browser)' };

/**
 * One call that answers JSON. Redirects are not followed, so that no other host is ever asked.
 * @param body sent as JSON in a POST; without it the call is a GET
 * @returns the parsed body, or undefined, which JSON knows not, when there is no such thing (404)
 * @throws UpstreamError for every other answer, and for none
 */
export async function fetchJson(url: string, signal: AbortSignal, body?: object): Promise<unknown> {
  const init = body && {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...HEADERS, 'content-type': 'application/json' },
  };
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { headers: HEADERS, ...init, redirect: 'manual', signal });
    text = await readText(response);
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    throw new UpstreamError('no connection, or one that broke', true, { cause: error });
  }
  if (response.status === 404) return undefined;
  if (response.status !== 200) throw new UpstreamError(`status ${response.status}`, response.status >= 500);
  try {
    return JSON.parse(text);
  } catch {
    throw new UpstreamError('an answer that is no JSON', false);
  }
}

async function readText(response: Response): Promise<string> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the rest of the body.
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > BODY_MAX_BYTES) throw new UpstreamError('an answer too large', false);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @throws UpstreamError for an answer of another form */
export function checked<T>(schema: v.GenericSchema<unknown, T>, answer: unknown): T {
  const result = v.safeParse(schema, answer, { abortEarly: true });
  if (result.success) return result.output;
  throw new UpstreamError(`an answer of another form. ${result.issues[0].message}`, false);
}
