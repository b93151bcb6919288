// npm run package:check: lints Dockerfile, docker-compose.yml and deploy/. Exits 1 on any mistake.
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { allFindings } from './all-findings.mjs';
import { fieldFindings } from './kubernetes-schemas.mjs';
import { readManifests } from './manifests.mjs';
import { askPrograms } from './programs.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const { findings, missing } = askPrograms(root);
findings.push(...(await allFindings(root)), ...(await fieldFindings(readManifests(join(root, 'deploy/kubernetes')))));
for (const finding of findings) console.error(`- ${finding}`);
if (missing.length) console.log(`Not checked by ${missing.join(' and ')}, which this machine does not have.`);
if (findings.length) process.exitCode = 1;
else console.log('Dockerfile, docker-compose.yml and deploy/: nothing wrong.');
