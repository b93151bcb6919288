import { readdirSync, readFileSync } from 'node:fs';

/** One tick of the kernel's clock (USER_HZ), in which /proc counts. */
const MS_PER_TICK = 10;

/** @returns CPU milliseconds of a process since its start, user and system, all threads */
export function cpuMs(pid) {
  const { own } = times(pid);
  return own * MS_PER_TICK;
}

/** @returns CPU milliseconds of a process and of its current and former children: PostgreSQL has one a connection */
export function cpuMsOfTree(pid) {
  const { own, ended } = times(pid);
  const running = childrenOf(pid).map((child) => times(child).own);
  return (own + ended + running.reduce((sum, ticks) => sum + ticks, 0)) * MS_PER_TICK;
}

/** Fields 4 and 14 to 17 of proc_pid_stat(5). */
function times(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    const [own, ended] = [Number(fields[11]) + Number(fields[12]), Number(fields[13]) + Number(fields[14])];
    return { parent: Number(fields[1]), own, ended };
  } catch {
    // It ended meanwhile; its parent counted it.
    return { parent: 0, own: 0, ended: 0 };
  }
}

function childrenOf(pid) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((child) => times(child).parent === pid);
}
