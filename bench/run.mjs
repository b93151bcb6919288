// npm run bench: measures the shop beside the floor on the same machine, in one run, and writes bench/RESULTS.md.
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { ensureBuilt } from '../scripts/ensure-built.mjs';

ensureBuilt();
const { measureAdminPages } = await import('./admin-pages.mjs');
const { measureCreateSession } = await import('./create-session.mjs');
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
  measureGrowth,
  measureAdminPages,
  measureInstances,
]) {
  for (const row of await measure()) {
    rows.push(row);
    console.log(
      `${row.ok === false ? '✗' : '•'} ${row.what}: ${row.shop}, floor ${row.floor}, ratio ${row.ratio}, goal ${row.goal}`,
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
    '`npm run bench` writes this page: the shop beside the floor on the same machine, in one run, load and server sharing',
    'the cores. Ratios travel between machines; the absolute numbers do not.',
    '',
    `Measured ${new Date().toISOString().slice(0, 10)} on ${machine}.`,
    '',
    '| what | shop | floor | ratio | goal |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(({ what, shop, floor, ratio, goal }) => `| ${what} | ${shop} | ${floor} | ${ratio} | ${goal} |`),
    '',
  ].join('\n');
}
