// npm run bench: measures the shop and a baseline on the same machine in one run. Writes bench/RESULTS.md.
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { requireBuild } from '../scripts/require-build.mjs';

requireBuild();
const { measureAdminPages } = await import('./admin-pages.mjs');
const { measureCatalogue } = await import('./catalogue.mjs');
const { measureCsv } = await import('./csv.mjs');
const { measureCreateSession } = await import('./create-session.mjs');
const { measureEventLoop } = await import('./event-loop.mjs');
const { measureGrowth } = await import('./growth.mjs');
const { measureInstances } = await import('./cluster/instances.mjs');
const { measureLogin } = await import('./login.mjs');
const { measureReads } = await import('./reads.mjs');
const { measureStartup } = await import('./startup.mjs');
const { measureWebhook } = await import('./webhook.mjs');

const rows = [];
for (const measure of [
  measureStartup,
  measureReads,
  measureWebhook,
  measureCreateSession,
  measureLogin,
  measureEventLoop,
  measureGrowth,
  measureCatalogue,
  measureCsv,
  measureAdminPages,
  measureInstances,
]) {
  for (const row of await measure()) {
    rows.push(row);
    console.log(
      `${row.ok === false ? '✗' : '•'} ${row.what}: ${row.shop}, baseline ${row.baseline}, ratio ${row.ratio}, goal ${row.goal}`,
    );
  }
}
writeFileSync('bench/RESULTS.md', report(rows));
console.log('\nWritten to bench/RESULTS.md');

function report(rows) {
  const machine = `${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  return [
    '# Results',
    '',
    '`npm run bench` writes this page: the shop and a baseline on the same machine, in one run. Load and server share the',
    'cores. Ratios depend less on the machine than absolute numbers.',
    '',
    `Measured ${new Date().toISOString().slice(0, 10)} on ${machine}.`,
    '',
    '| what | shop | baseline | ratio | goal |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(({ what, shop, baseline, ratio, goal }) => `| ${what} | ${shop} | ${baseline} | ${ratio} | ${goal} |`),
    '',
  ].join('\n');
}
