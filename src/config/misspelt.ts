import { BackupEnv } from './backup.config.js';
import { knownVariables, variablesOf } from './read-env.js';

/** Variables of commands: the server does not read them. */
const OF_COMMANDS = ['ADMIN_PASSWORD', ...variablesOf(BackupEnv)];

/** @returns variables that are set and nearly those of the shop, by name, each with the name that was probably meant */
export function misspeltVariables(): [given: string, meant: string][] {
  return misspelt(Object.keys(process.env), new Set([...knownVariables(), ...OF_COMMANDS]));
}

/** How many changes of one letter make a name a misspelling of another: few for a short one. */
function allowedChanges(name: string): number {
  return Math.min(3, Math.max(1, Math.floor(name.length / 4)));
}

/**
 * @param given names of variables that are set
 * @param known those that the shop reads
 * @returns for each of the given that is none of the known, but nearly, the nearest of them
 */
export function misspelt(given: readonly string[], known: ReadonlySet<string>): [given: string, meant: string][] {
  return given.flatMap((name) => {
    if (known.has(name) || !/^\w{3,60}$/.test(name)) return [];
    const typed = name.toUpperCase();
    const [nearest] = [...known]
      .map((meant) => ({ meant, changes: changesBetween(typed, meant) }))
      .sort((a, b) => a.changes - b.changes);
    return nearest && nearest.changes <= allowedChanges(name) ? [[name, nearest.meant]] : [];
  });
}

/** Letters added, left out, replaced or swapped with the next (optimal string alignment distance). */
function changesBetween(a: string, b: string): number {
  let [beforeLast, last]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = last![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? beforeLast![j - 2]! + 1 : Infinity;
      row.push(Math.min(row[j - 1]! + 1, last![j]! + 1, replaced, swapped));
    }
    [beforeLast, last] = [last, row];
  }
  return last![b.length]!;
}
