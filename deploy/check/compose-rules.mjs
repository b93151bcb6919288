import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { parse } from 'yaml';

/** Rules that are off: our order of keys is for readers, and the proxy must publish its ports. */
const LINT = {
  rules: { 'service-keys-order': 0, 'services-alphabetical-order': 0, 'no-unbound-port-interfaces': 0 },
  quiet: true,
  debug: false,
  exclude: [],
};

/** The only service that publishes ports. */
const PROXY = 'proxy';

/** `${NAME:?why}` or `${NAME:-}`: a value from the environment, or none. */
const REFERENCE = /\$\{(\w+):(\?[^}]+|-)\}/g;
const SECRET = /SECRET|PASSWORD|TOKEN|AUTH|KEY$/;

/**
 * @param {string} text of docker-compose.yml
 * @param {{ variables: string[], required: string[], user: string, volumes: string[] }} expected see Expected in
 *   kubernetes-rules.mjs
 * @returns {string[]} mistakes by the shop's own rules
 */
export function composeFindings(text, expected) {
  const file = parse(text, { merge: true });
  const services = Object.entries(file.services);
  const databases = services.filter(([, { image }]) => /postgres|redis|valkey/.test(image));
  const apps = services.filter(([, { build }]) => build);
  return [
    ...services.flatMap(([name, service]) => [...serviceFindings(name, service)]),
    ...databases.flatMap(([name, { networks }]) =>
      networks?.length === 1 && file.networks[networks[0]]?.internal ? [] : [`${name} can be reached from outside`],
    ),
    ...(apps.filter(([, { command }]) => !command).length < 2 ? ['there are less than two instances'] : []),
    ...apps.flatMap(([name, service]) => [...appFindings(name, service, expected)]),
  ];
}

/** @returns {string[]} the variables that the user must set */
export function variablesWanted(text) {
  return [...new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name))];
}

/**
 * @param {string} text of docker-compose.yml
 * @returns {string[]} mistakes by Compose's schema and dclint's rules
 */
export function composeLint(text) {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-compose-'));
  try {
    const file = join(folder, 'docker-compose.yml');
    writeFileSync(file, text);
    return new DCLinter(LINT)
      .lintFiles([file], false)
      .flatMap(({ messages }) => messages.map(({ line, message }) => `line ${line}: ${message}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* serviceFindings(name, service) {
  if (service.ports && name !== PROXY) yield `${name} publishes a port`;
  if (!service.restart) yield `${name} has no restart policy`;
  if (!service.healthcheck && !service.build) yield `${name} has no healthcheck`;
  if (service.privileged || service.cap_add) yield `${name} has privileges`;
  if (!service.security_opt?.includes('no-new-privileges:true')) yield `${name} may gain privileges`;
  // A tag that names a version, as in the Dockerfile.
  if (!service.build && !/:v?\d+\.\d+[^:/]*$/.test(service.image)) yield `${name}: ${service.image} names no version`;
  for (const [variable, value] of Object.entries(service.environment ?? {})) {
    const literal = String(value).replace(REFERENCE, '');
    if (literal.includes('${')) yield `${name}: ${variable} has a default, or no word for who forgot it`;
    // `postgresql://user:${PASSWORD:?}@host` holds no password.
    if (SECRET.test(variable) && literal !== '') yield `${name}: ${variable} stands in the file`;
    if (/:\/\/[^/@]*:[^/@]+@/.test(literal)) yield `${name}: ${variable} has a password in it`;
  }
}

function* appFindings(name, service, { variables, required, volumes }) {
  const set = Object.keys(service.environment);
  for (const variable of set)
    if (!variables.includes(variable)) yield `${name}: the application knows no variable ${variable}`;
  for (const variable of required)
    if (!set.includes(variable)) yield `${name}: ${variable} is missing, production does not start without it`;
  if (!service.read_only) yield `${name} may write to its image`;
  const writable = [...(service.tmpfs ?? []), ...(service.volumes ?? []).map((volume) => volume.split(':')[1])];
  for (const folder of ['/tmp', ...volumes])
    if (!writable.some((one) => one.split(':')[0] === folder)) yield `${name} can't write to ${folder}`;
}
