import type { RunningApp } from './start-app.js';

/** The samples of one metric, by their labels as they are written; of one without labels under `''`. */
export function samples(text: string, name: string): Map<string, number> {
  const found = text.split('\n').flatMap((line) => {
    const sample = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line);
    return sample?.[1] === name ? [[sample[2] ?? '', Number(sample[3])] as const] : [];
  });
  return new Map(found);
}

/** What an instance says now. @param authorization where it wants one */
export async function readMetrics(shop: RunningApp, authorization = '') {
  const { text } = await shop.http.get('/api/metrics').set('Authorization', authorization).expect(200);
  return {
    text,
    /** @returns undefined where there is no such sample */
    value: (name: string, labels = '') => samples(text, name).get(labels),
  };
}
