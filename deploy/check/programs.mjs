import { spawnSync } from 'node:child_process';

/** The programs that use these files; npm has none of them. */
const PROGRAMS = [
  ['caddy', ['validate', '--adapter', 'caddyfile', '--config', 'deploy/caddy/Caddyfile']],
  ['kubectl', ['kustomize', 'deploy/kubernetes']],
  ['kubectl', ['kustomize', 'deploy/kubernetes/migration']],
];

/**
 * Validates the files with the proxy and with kustomize.
 * @param {string} root the project's folder
 * @returns {{ findings: string[], missing: string[] }} `missing`: programs that this machine does not have
 */
export function askPrograms(root) {
  const findings = [];
  const missing = new Set();
  for (const [program, args] of PROGRAMS) {
    const env = { ...process.env, SITE_ADDRESS: 'http://127.0.0.1' };
    const { error, status, stderr } = spawnSync(program, args, { cwd: root, encoding: 'utf8', env });
    if (error?.code === 'ENOENT') missing.add(program);
    else if (status !== 0) findings.push(`${args.at(-1)}: ${stderr.trim().split('\n').at(-1)}`);
  }
  return { findings, missing: [...missing] };
}
