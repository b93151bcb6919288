import type { OpenAPIObject } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';

export type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];
export interface ObjectSchema {
  properties?: Record<string, Record<string, unknown>>;
  required?: string[];
}

type Class = abstract new (...args: never[]) => unknown;

/** Schema keywords of class-validator's rules; Swagger's plugin misses limits that are constants. */
const LIMITS: Record<string, (...constraints: unknown[]) => object> = {
  isInt: () => ({ type: 'integer' }),
  min: (minimum) => ({ minimum }),
  max: (maximum) => ({ maximum }),
  minLength: (minLength) => ({ minLength }),
  maxLength: (maxLength) => ({ maxLength }),
  isLength: (minLength, maxLength) => ({ minLength, maxLength }),
  matches: (pattern) => (pattern instanceof RegExp && !pattern.flags ? { pattern: pattern.source } : {}),
  arrayMinSize: (minItems) => ({ minItems }),
  arrayMaxSize: (maxItems) => ({ maxItems }),
  isIn: (values) => ({ enum: values }),
};

/** Adds the limits that validation enforces to the schemas of bodies. */
export function addValidationLimits(schemas: Record<string, Schema>): void {
  for (const target of validatedClasses()) {
    const { properties, required } = (schemas[target.name] ?? {}) as ObjectSchema;
    if (!properties) continue;
    for (const { propertyName, name, constraints, each } of rulesOf(target)) {
      const property = properties[propertyName];
      const limits = name && LIMITS[name]?.(...((constraints as unknown[] | undefined) ?? []));
      if (property && limits && !each) Object.assign(property, limits);
    }
    // A field with a default is not required.
    const asked = required?.filter((field) => properties[field]?.default === undefined);
    Object.assign(schemas[target.name]!, { required: asked?.length ? asked : undefined });
  }
}

/** The storage has no public method for this. */
function validatedClasses(): Class[] {
  const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Map<Class, unknown> };
  return [...validationMetadatas.keys()];
}

const rulesOf = (target: Class) => getMetadataStorage().getTargetValidationMetadatas(target, '', false, false);
