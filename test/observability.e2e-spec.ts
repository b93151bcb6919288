import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { metricsIn } from './support/promql.js';
import { readMetrics, samples } from './support/prometheus.js';
import { startApp } from './support/start-app.js';

interface Rule {
  alert: string;
  expr: string;
  annotations: { summary: string; runbook: string };
}

interface Panel {
  title: string;
  targets?: { expr: string }[];
}

const file = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const ALERTS = file('deploy/observability/alerts.yml');
const { groups } = parse(readFileSync(ALERTS, 'utf8')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const { panels } = JSON.parse(readFileSync(file('deploy/observability/dashboard.json'), 'utf8')) as { panels: Panel[] };
const shown = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })));

/** What Prometheus itself knows of whom it reads. */
const PROMETHEUS = ['up'];

describe('deploy/observability', () => {
  let exported: Set<string>;
  let queues: Set<string>;
  beforeAll(async () => {
    const shop = await startApp();
    const { text } = await readMetrics(shop);
    await shop.close();
    const types = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
    exported = new Set([
      ...PROMETHEUS,
      ...types.flatMap(([, name, type]) =>
        type === 'histogram' ? ['bucket', 'sum', 'count'].map((part) => `${name}_${part}`) : [name!],
      ),
    ]);
    queues = new Set([...samples(text, 'shop_queue_length').keys()].map((labels) => /"(.*)"/.exec(labels)![1]!));
  });

  it('finds the metrics in an expression', () => {
    const expression = 'sum by (le, job_name) (rate(a_bucket{code=~"x|y"}[5m])) / 1e6 > 0.5 and time() - max(b:c) == 2';
    expect(metricsIn(expression)).toEqual(['a_bucket', 'b:c']);
  });

  it.each(rules)('$alert asks for what the shop tells', ({ expr }) => {
    const names = metricsIn(expr);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !exported.has(name))).toEqual([]);
    expect(queuesIn(expr).filter((queue) => !queues.has(queue))).toEqual([]);
  });

  it.each(shown)('the panel "$title" shows what the shop tells', ({ expr }) => {
    const names = metricsIn(expr);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !exported.has(name))).toEqual([]);
    expect(queuesIn(expr).filter((queue) => !queues.has(queue))).toEqual([]);
  });

  it('says of each alert, under its own name, what it means and what to do', () => {
    const page = readFileSync(file('docs/operations.md'), 'utf8');
    const headings = [...page.matchAll(/^#{2,6} (\w+)$/gm)].map(([, heading]) => heading!);
    expect(headings.filter((heading) => heading.startsWith('Shop')).sort()).toEqual(
      rules.map(({ alert }) => alert).sort(),
    );
    for (const { alert, annotations } of rules) {
      expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`);
      expect(annotations.summary).not.toBe('');
    }
  });

  const promtool = spawnSync('promtool', ['check', 'rules', ALERTS], { encoding: 'utf8' });
  const isHere = promtool.error === undefined;
  (isHere ? it : it.skip)('is taken by Prometheus (promtool, skipped where it is not installed)', () => {
    expect(`${promtool.stdout}${promtool.stderr}`).toContain(`SUCCESS: ${rules.length} rules found`);
  });
});

function queuesIn(expression: string): string[] {
  return [...expression.matchAll(/queue=~?"([^"]*)"/g)].flatMap(([, names]) => names!.split('|'));
}
