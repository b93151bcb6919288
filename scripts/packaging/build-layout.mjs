import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import dockerignore from '@balena/dockerignore';
import { flagOf, readStages } from './read-dockerfile.mjs';

/** Stands in for npm on the PATH of RUN lines. */
const SHIMS = fileURLToPath(new URL('shims', import.meta.url));
const IS_ROOT = process.getuid?.() === 0;

/**
 * Does what `docker build` would, with a folder in the place of each stage's file system: COPY and RUN lines are taken
 * from the Dockerfile as they are. The images that FROM names are played by this machine; RUN lines may only touch what
 * lies below their WORKDIR, and `npm ci` is answered with the packages that are installed here (shims/npm).
 * @param {string} context the folder to build from
 * @returns {{ root: string, stage: import('./read-dockerfile.mjs').Stage, workdir: string }} `root` has the last stage's
 *   file system; the caller removes the folder above it
 */
export function buildLayout(context) {
  const folder = mkdtempSync(join(tmpdir(), 'boulevard-image-'));
  // The image's user has to get in.
  chmodSync(folder, 0o755);
  const isIgnored = ignoredIn(context);
  const roots = new Map();
  let last;
  for (const stage of readStages(readFileSync(join(context, 'Dockerfile'), 'utf8'))) {
    const root = join(folder, stage.name ?? 'final');
    mkdirSync(root);
    if (roots.has(stage.image)) cpSync(roots.get(stage.image), root, { recursive: true, verbatimSymlinks: true });
    roots.set(stage.name, root);
    last = { root, stage, workdir: runStage({ stage, root, roots, context, isIgnored }) };
  }
  return last;
}

/** @returns {string} the last WORKDIR */
function runStage({ stage, root, roots, context, isIgnored }) {
  let workdir = '/';
  for (const instruction of stage.instructions) {
    const keyword = instruction.getKeyword();
    const inside = (path) => (path.startsWith('/') ? join(root, path) : join(root, workdir, path));
    if (keyword === 'WORKDIR') {
      workdir = join(workdir, instruction.getArgumentsContent());
      mkdirSync(join(root, workdir), { recursive: true });
    } else if (keyword === 'COPY') {
      const from = roots.get(flagOf(instruction, 'from'));
      copy(instruction, inside, from ?? context, from ? () => false : isIgnored);
    } else if (keyword === 'RUN') {
      run(instruction.getArgumentsContent(), join(root, workdir), context);
    }
  }
  return workdir;
}

/** As Docker does: a folder's contents, a file by its name where the destination ends in a slash. */
function copy(instruction, inside, base, isIgnored) {
  const paths = instruction.getArguments().map((argument) => argument.getValue());
  const destination = paths.pop();
  for (const source of paths.map((path) => join(base, path))) {
    if (!existsSync(source) || isIgnored(source)) throw new Error(`COPY: there is no ${relative(base, source)}`);
    const isFolder = statSync(source).isDirectory();
    const target = inside(!isFolder && destination.endsWith('/') ? join(destination, basename(source)) : destination);
    mkdirSync(dirname(target), { recursive: true });
    if (isFolder && base.includes('boulevard-image-')) link(source, target);
    else cpSync(source, target, { recursive: true, verbatimSymlinks: true, filter: (path) => !isIgnored(path) });
    const owner = flagOf(instruction, 'chown');
    if (owner && IS_ROOT) execFileSync('chown', ['-R', owner, target]);
  }
}

/** A copy of a folder with 40,000 files, without their bytes. */
function link(source, target) {
  mkdirSync(target, { recursive: true });
  execFileSync('cp', ['-al', `${source}/.`, target]);
}

function run(command, cwd, context) {
  const env = {
    PATH: `${SHIMS}:${process.env.PATH}`,
    HOME: process.env.HOME,
    PACKAGE_CHECK_CONTEXT: context,
    PACKAGE_CHECK_PATH: process.env.PATH,
  };
  // What it says is part of the error, if it fails.
  execFileSync('sh', ['-euc', command], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** @returns {(path: string) => boolean} by .dockerignore */
function ignoredIn(context) {
  const rules = dockerignore().add(readFileSync(join(context, '.dockerignore'), 'utf8'));
  return (path) => {
    const inContext = relative(context, path);
    return inContext !== '' && rules.ignores(inContext);
  };
}
