import { readFileSync } from 'node:fs';
import { ERROR_TEXTS } from './error-texts.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** What docs/api-errors.md says: statuses by code. */
const page = new Map(
  [...read('docs/api-errors.md').matchAll(/^\| `([A-Z_0-9]+)` +\| ([\d, ]*\d) +\| ([^|]+) \| ([^|]+) \|$/gm)].map(
    ([, code, statuses]) => [code!, statuses!.split(', ')],
  ),
);

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, Answer> }>>;
}
interface Answer {
  content?: { 'application/json'?: { examples?: Record<string, unknown> } };
}

describe('docs/api-errors.md', () => {
  it('explains every code there is, once, and no other', () => {
    expect([...page.keys()].sort()).toEqual(Object.keys(ERROR_TEXTS).sort());
    expect(read('docs/api-errors.md').match(/^\| `/gm)).toHaveLength(page.size);
  });

  it('gives the statuses that openapi.json declares', () => {
    const { paths } = JSON.parse(read('openapi.json')) as Document;
    const declared = new Map<string, Set<string>>();
    for (const { responses } of Object.values(paths).flatMap((operations) => Object.values(operations))) {
      for (const [status, { content }] of Object.entries(responses)) {
        for (const code of Object.keys(content?.['application/json']?.examples ?? {})) {
          if (code in ERROR_TEXTS) declared.set(code, (declared.get(code) ?? new Set()).add(status));
        }
      }
    }
    const different = [...declared].filter(
      ([code, statuses]) => [...statuses].sort().join() !== page.get(code)?.join(),
    );
    expect(different.map(([code, statuses]) => `${code}: ${[...statuses].sort().join(', ')}`)).toEqual([]);
  });
});
