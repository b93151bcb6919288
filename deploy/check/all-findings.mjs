import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeFindings, composeLint, variablesWanted } from './compose-rules.mjs';
import { dockerfileFindings } from './dockerfile-rules.mjs';
import { kubernetesFindings } from './kubernetes-rules.mjs';
import { schemaFindings } from './kubernetes-schemas.mjs';
import { kustomizeFindings } from './kustomize-rules.mjs';
import { readManifests } from './manifests.mjs';
import { environmentOf, readStages, userOf, volumesOf } from './read-dockerfile.mjs';

/** Required in production, or to connect several instances. The image sets the others. */
const REQUIRED = [
  ...['JWT_SECRET', 'JWT_REFRESH_SECRET', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'MAIL_FROM'],
  ...['CONTACT_TO_EMAIL', 'DATABASE_URL', 'REDIS_URL', 'TRUST_PROXY', 'API_PUBLIC_URL', 'CORS_ORIGIN', 'SMTP_URL'],
];

/**
 * @param {string} root the project's folder
 * @returns {Promise<string[]>} mistakes in the files of image and deployment
 */
export async function allFindings(root) {
  const read = (file) => readFileSync(join(root, file), 'utf8');
  const expected = expectedIn(root);
  const compose = read('docker-compose.yml');
  const manifests = readManifests(join(root, 'deploy/kubernetes'));
  return [
    ...named('Dockerfile', dockerfileFindings(read('Dockerfile'))),
    ...named('docker-compose.yml', composeLint(compose)),
    ...named('docker-compose.yml', composeFindings(compose, expected)),
    ...named('deploy/compose.env.example', sampleFindings(read('deploy/compose.env.example'), compose)),
    ...named('deploy/kubernetes', await schemaFindings(manifests)),
    ...named('deploy/kubernetes', kubernetesFindings(manifests, expected)),
    ...named('deploy/kubernetes', kustomizeFindings(manifests)),
  ];
}

/** @returns {import('./kubernetes-rules.mjs').Expected} what the project defines */
export function expectedIn(root) {
  const read = (file) => readFileSync(join(root, file), 'utf8');
  const image = readStages(read('Dockerfile')).at(-1);
  return {
    user: userOf(image),
    volumes: volumesOf(image),
    port: environmentOf(image).PORT,
    variables: [...read('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name),
    required: REQUIRED,
    paths: Object.keys(JSON.parse(read('openapi.json')).paths),
  };
}

/** The example names each variable, without a value. */
function* sampleFindings(sample, compose) {
  const lines = [...sample.matchAll(/^(\w+)=(.*)$/gm)];
  const names = lines.map(([, name]) => name);
  for (const name of variablesWanted(compose)) if (!names.includes(name)) yield `${name} is missing`;
  for (const [, name, value] of lines) if (value !== '') yield `${name} has a value`;
}

const named = (file, findings) => [...findings].map((finding) => `${file}: ${finding}`);
