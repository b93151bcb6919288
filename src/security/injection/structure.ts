/** `__proto__` and `constructor.prototype` in the dotted notation of some query languages. */
const DOTTED_PROTOTYPE = /(?:^|\.)(?:__proto__|constructor\.prototype)(?:\.|$)/;

export type StructureProblem = 'prototype-key' | 'operator-key' | 'nul-byte';

/** What a key must not be, whatever its value: nothing honest is called like that. */
export function problemOfKey(key: string, value: unknown): StructureProblem | undefined {
  if (DOTTED_PROTOTYPE.test(key)) return 'prototype-key';
  if (key === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype')) {
    return 'prototype-key';
  }
  if (key.startsWith('$')) return 'operator-key';
  return key.includes('\0') ? 'nul-byte' : undefined;
}
