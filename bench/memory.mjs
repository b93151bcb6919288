import { readFileSync } from 'node:fs';

/** Milliseconds until the process has released the memory of its start. */
export const SETTLE_MS = 40_000;

/** @returns resident megabytes of a process */
export function residentMb(pid) {
  return megabytes(pid, 'VmRSS');
}

/** @returns the most that it had; 0 once the process has ended */
export function peakMb(pid) {
  try {
    return megabytes(pid, 'VmHWM');
  } catch {
    return 0;
  }
}

/** @param {string} field of proc_pid_status(5) */
function megabytes(pid, field) {
  const [, kilobytes] = new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes) / 1024;
}
