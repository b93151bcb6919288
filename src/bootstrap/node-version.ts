/** The oldest Node.js that the packages run on: `engines` in package.json. */
export const OLDEST_NODE = '20.19.0';

/** Ends the process with one line when this Node.js is too old. Call it before any other import: those would fail. */
export function refuseOldNode(): void {
  const problem = nodeVersionProblem(process.versions.node);
  if (!problem) return;
  console.error(`Not started: ${problem}`);
  process.exit(1);
}

/** @returns why this Node.js can't run the shop, in one line; nothing where it can */
export function nodeVersionProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `Node.js ${version} is too old; install ${OLDEST_NODE} or newer`;
}
