import { readFileSync } from 'node:fs';

/** The shop gives back what only its start needed in the first quiet seconds after it, twenty at least. */
export const SETTLE_MS = 40_000;

/** @returns resident megabytes of a process */
export function residentMb(pid) {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes) / 1024;
}
