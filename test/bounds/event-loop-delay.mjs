// Loaded into a server by its test (NODE_OPTIONS=--import): each SIGUSR2 prints the longest event-loop delay since the last.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on('SIGUSR2', () => {
  console.log(`Longest event-loop delay: ${(delay.max / 1e6).toFixed(1)} ms`);
  delay.reset();
});
