import { readFileSync } from 'node:fs';
import { ERROR_MEANINGS } from './error-meanings.js';
import { ERROR_TEXTS } from './error-texts.js';
import { GENERAL_FAILURES } from './general-failures.js';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** What docs/api-errors.md says: statuses by code, and what the code means and what to do, without links. */
const rows = [
  ...read('docs/api-errors.md').matchAll(/^\| `([A-Z_0-9]+)` +\| ([\d, ]*\d) +\| ([^|]+) \| ([^|]+) \|$/gm),
];
const page = new Map(rows.map(([, code, statuses]) => [code!, statuses!.split(', ')]));
const sentences = rows.map(([, code, , ...cells]) => [
  code,
  cells.map((text) => text.trim().replace(/\[(.+?)\]\(.+?\)/g, '$1')),
]);

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, Answer> }>>;
  components: { responses: Record<string, Answer> };
}
interface Answer {
  $ref?: string;
  content?: { 'application/json'?: { examples?: Record<string, unknown> } };
}

const generalStatusesOf = (code: string) =>
  Object.entries(GENERAL_FAILURES).flatMap(([status, general]) => (general === code ? [status] : []));

describe('docs/api-errors.md', () => {
  it('explains every code there is, once, and no other', () => {
    expect([...page.keys()].sort()).toEqual(Object.keys(ERROR_TEXTS).sort());
    expect(read('docs/api-errors.md').match(/^\| `/gm)).toHaveLength(page.size);
  });

  it('has the sentences that Swagger UI shows', () => {
    expect(Object.fromEntries(sentences)).toEqual(ERROR_MEANINGS);
  });

  it('gives the statuses that openapi.json declares', () => {
    const { paths, components } = JSON.parse(read('openapi.json')) as Document;
    const declared = new Map<string, Set<string>>();
    for (const { responses } of Object.values(paths).flatMap((operations) => Object.values(operations))) {
      for (const [status, answer] of Object.entries(responses)) {
        const { content } = answer.$ref ? components.responses[answer.$ref.split('/').at(-1)!]! : answer;
        for (const code of Object.keys(content?.['application/json']?.examples ?? {})) {
          if (!(code in ERROR_TEXTS)) continue;
          const statuses = status === 'default' ? generalStatusesOf(code) : [status];
          declared.set(code, new Set([...(declared.get(code) ?? []), ...statuses]));
        }
      }
    }
    const different = [...declared].filter(
      ([code, statuses]) => [...statuses].sort().join() !== page.get(code)?.join(),
    );
    expect(different.map(([code, statuses]) => `${code}: ${[...statuses].sort().join(', ')}`)).toEqual([]);
  });
});
