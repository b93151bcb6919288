// npm run package:check: lints Dockerfile, docker-compose.yml and deploy/, builds what the Dockerfile says in a temporary
// folder, without Docker, and starts a shop in production from there, on SQLite and on PostgreSQL.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildLayout } from './packaging/build-layout.mjs';
import { liveFirstDay } from './packaging/first-day.mjs';
import { allFindings, fieldFindings, readManifests } from './packaging/rules.mjs';
import { askPrograms } from './packaging/programs.mjs';
import { canIsolate } from './packaging/run-container.mjs';
import { unresolvedImports } from './packaging/unresolved-imports.mjs';
import { startThrowawayPostgres } from './throwaway-postgres.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
let image;
let postgres;
try {
  await step('Dockerfile, docker-compose.yml, deploy/', async () => refuse(await allFindings(root)));
  await step('unknown fields in deploy/kubernetes', async () =>
    refuse(await fieldFindings(readManifests(join(root, 'deploy/kubernetes')))),
  );
  await step('deploy/, read by what will read it', () => {
    const { findings, missing } = askPrograms(root);
    refuse(findings);
    return missing.length ? `without ${missing.join(' and ')}, which this machine does not have` : '';
  });
  await step('the image, as a folder', () => {
    image = buildLayout(root);
    const app = join(image.root, image.workdir);
    refuse(unresolvedImports(app).map((missing) => `the image lacks ${missing}`));
    return `${megabytes(app)} MB, of them node_modules ${megabytes(join(app, 'node_modules'))} MB, beside Node.js itself`;
  });
  if (!canIsolate) console.log('   (no root or no namespaces here: neither process 1 nor a read-only file system)');
  await step('a first day on SQLite', () => liveFirstDay(image, {}));
  await step('a first day on PostgreSQL', async () => {
    postgres = await startThrowawayPostgres();
    await liveFirstDay(image, { DATABASE_URL: postgres.url });
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await postgres?.stop();
  if (image) rmSync(dirname(image.root), { recursive: true, force: true });
}

async function step(what, act) {
  const start = performance.now();
  console.log(`== ${what}`);
  const remark = await act();
  console.log(`   ok, ${((performance.now() - start) / 1000).toFixed(1)} s${remark ? `: ${remark}` : ''}`);
}

function refuse(findings) {
  if (findings.length) throw new Error(findings.map((finding) => `   - ${finding}`).join('\n'));
}

function megabytes(folder) {
  return Math.round(Number(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }).split('\t')[0]) / 1024);
}
