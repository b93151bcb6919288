import type { Client } from 'openapi-fetch';
import { orThrow } from './errors.js';
import type { paths } from './schema.js';

/** The body of a successful GET. */
type BodyOf<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

interface Paged {
  pagination: { page: number; pages: number };
}

/** Lists that have pages. */
export type PagedPath = { [Path in keyof paths]: BodyOf<Path> extends Paged ? Path : never }[keyof paths];

/** Query and path of a list, without the page. */
export type PagesParams<Path extends PagedPath> = paths[Path] extends { get: { parameters: infer Parameters } }
  ? {
      query?: Parameters extends { query?: infer Query } ? Omit<NonNullable<Query>, 'page'> : never;
    } & (Parameters extends { path: infer PathParameters } ? { path: PathParameters } : unknown)
  : never;

export type Pages = <Path extends PagedPath>(
  path: Path,
  params?: PagesParams<Path>,
) => AsyncGenerator<BodyOf<Path>, void, undefined>;

/** Typed by any path, as openapi-fetch can't be typed by a path that is not known yet. */
type Get = (path: string, init: object) => Promise<{ data?: Paged; error?: unknown; response: Response }>;

/** Reads the pages of a list one after the other, the next one when it is asked for. */
export function pagesOf(client: Client<paths>): Pages {
  const get = client.GET as unknown as Get;
  return async function* (path, params) {
    for (let page = 1, last = 1; page <= last; page++) {
      const given = params as { query?: object } | undefined;
      const query = { ...given?.query, page };
      const body = orThrow(await get(path, { params: { ...given, query } }));
      last = body.pagination.pages;
      yield body as unknown as BodyOf<typeof path>;
    }
  };
}
