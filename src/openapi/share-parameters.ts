import type { OpenAPIObject } from '@nestjs/swagger';
import type { Operation } from './general-errors.js';

type Parameters = NonNullable<Operation['parameters']>;
type Shared = NonNullable<NonNullable<OpenAPIObject['components']>['parameters']>;

/**
 * Replaces parameters that several operations have by references.
 * @returns the components that they refer to; of two different ones with the same name, the one with more uses
 */
export function shareParameters(operations: Operation[]): Shared {
  const uses = new Map<string, number>();
  for (const parameter of operations.flatMap(({ parameters = [] }) => parameters)) {
    const json = JSON.stringify(parameter);
    uses.set(json, (uses.get(json) ?? 0) + 1);
  }
  const repeated = [...uses].filter(([, count]) => count > 1).sort(([, a], [, b]) => a - b);
  const json = new Map(repeated.map(([parameter]) => [nameOf(parameter), parameter]));

  for (const operation of operations) {
    operation.parameters = operation.parameters?.map((parameter) =>
      json.get((parameter as { name: string }).name) === JSON.stringify(parameter) ? reference(parameter) : parameter,
    );
  }
  return Object.fromEntries([...json].map(([name, parameter]) => [name, JSON.parse(parameter) as Shared[string]]));
}

const nameOf = (json: string): string => (JSON.parse(json) as { name: string }).name;

const reference = (parameter: Parameters[number]): { $ref: string } => ({
  $ref: `#/components/parameters/${(parameter as { name: string }).name}`,
});
