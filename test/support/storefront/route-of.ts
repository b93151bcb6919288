import { openApi } from '../declared-answers.js';

const TEMPLATES = Object.keys(openApi.paths)
  // What is written out goes before what has a parameter in its place.
  .sort((a, b) => a.split('{').length - b.split('{').length)
  .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }));

/** @returns the operation that a call goes to: `GET /api/products/{slug}` */
export function routeOf(method: string, url: string): string {
  const path = url.replace(/\?.*$/, '');
  const found = TEMPLATES.find(
    ({ path: template, pattern }) => pattern.test(path) && method.toLowerCase() in openApi.paths[template]!,
  );
  if (!found) throw new Error(`${method} ${path} is not in openapi.json`);
  return `${method} ${found.path}`;
}
