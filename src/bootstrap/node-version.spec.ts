import { readFileSync } from 'node:fs';
import { nodeVersionProblem, OLDEST_NODE } from './node-version.js';

describe('nodeVersionProblem', () => {
  it.each(['18.20.8', '20.18.3', '20.9.0', '9.11.2'])('refuses %s', (version) =>
    expect(nodeVersionProblem(version)).toBe(`Node.js ${version} is too old; install 20.19.0 or newer`),
  );

  it.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1-nightly'])('accepts %s', (version) =>
    expect(nodeVersionProblem(version)).toBeUndefined(),
  );

  it('agrees with package.json', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      engines: { node: string };
    };
    expect(`${engines.node}.0`).toBe(`>=${OLDEST_NODE}`);
  });
});
