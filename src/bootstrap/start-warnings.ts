import type { AppConfig } from '../config/app.config.js';
import { isLoopback } from '../config/hosts.js';
import { misspeltVariables } from '../config/misspelt.js';

type Started = Pick<AppConfig, 'isProduction' | 'host' | 'publicUrl'> & { sandbox: boolean };

/** @returns what an operator may not have meant, a line each, without the value of any variable */
export function startWarnings({ isProduction, host, publicUrl, sandbox }: Started): string[] {
  const warnings = misspeltVariables().map(
    ([given, meant]) => `${given} is not a variable of the shop. Is it ${meant}?`,
  );
  const isOpen = !isLoopback(host);
  if (!isProduction && (isOpen || !isLoopback(new URL(publicUrl).hostname))) {
    warnings.push(
      'Other machines can reach this shop (HOST, API_PUBLIC_URL). A public shop needs NODE_ENV=production.',
    );
  }
  if (sandbox && isOpen) {
    warnings.push('The sandbox is on, and HOST lets other machines in: /sandbox answers this machine alone.');
  }
  return warnings;
}
