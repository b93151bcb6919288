// Writes src/schema.ts, the types of the API, from openapi.json. A test compares the hash in its first line.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const document = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8');
const hash = createHash('sha256').update(document).digest('hex');
const types = astToString(await openapiTS(JSON.parse(document)));
const header = `// Made from openapi.json by "npm run client:build". SHA-256 of that file: ${hash}\n\n`;
writeFileSync(new URL('src/schema.ts', import.meta.url), header + types);
