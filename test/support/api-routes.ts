import type { OpenAPIObject } from '@nestjs/swagger';
import type { RunningApp } from './start-app.js';

/** @returns the document of the running code. `openapi.json` may be older. */
export async function currentDocument({ http }: RunningApp): Promise<OpenAPIObject> {
  return (await http.get('/api/docs-json').expect(200)).body as OpenAPIObject;
}

/** @returns all routes of a document, as `GET /api/products/{slug}` */
export function routesIn({ paths }: Pick<OpenAPIObject, 'paths'>): string[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/**
 * Fails with a line for each route that a registry lacks or no longer needs. CONTRIBUTING.md lists the registries.
 * @param where file and constant of the registry
 */
export function expectRegistered(where: string, routes: readonly string[], registered: readonly string[]): void {
  const missing = routes.filter((route) => !registered.includes(route)).map((route) => `${where}: add '${route}'`);
  const gone = registered.filter((route) => !routes.includes(route)).map((route) => `${where}: remove '${route}'`);
  expect([...missing, ...gone]).toEqual([]);
}
