import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';

/** The code behind an operation of the document. */
export interface Route {
  controller: object;
  handler: object;
}

/** `AuthController`, `register` → `authRegister` */
export function operationId(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return name.charAt(0).toLowerCase() + name.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
}

/** @returns every method of every controller by its operation id */
export function routesById(app: INestApplication): Map<string, Route> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return new Map(
    controllers.flatMap(({ metatype }) => {
      const prototype = (metatype as { prototype: Record<string, object> }).prototype;
      const methods = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
      return methods.map((name): [string, Route] => [
        operationId(metatype!.name, name),
        { controller: metatype!, handler: prototype[name]! },
      ]);
    }),
  );
}
