import type * as v from 'valibot';
import type { Form } from '../schema/form.js';
import { parseParams } from '../schema/params.js';
import type { SandboxContext } from '../sandbox-context.js';
import type { Method } from '../http-method.js';
import { expandPaths } from './expand.js';

/** One operation of the API, its parameters checked against a schema. */
export interface Endpoint {
  method: Method;
  /** Below `/v1`; `:id` is an object's id. */
  path: string;
  /**
   * @returns a function that runs it and returns an object
   * @throws ApiError for parameters that the schema refuses; nothing has been done then
   */
  prepare(context: SandboxContext, id: string, form: Form): () => object;
}

export function endpoint<P extends { expand?: string[] | undefined }>(
  method: Method,
  path: string,
  schema: v.GenericSchema<unknown, P>,
  run: (context: SandboxContext, params: P, id: string) => object,
): Endpoint {
  return {
    method,
    path,
    prepare(context, id, form) {
      const params = parseParams(schema, form);
      return () => expandPaths(context, run(context, params, id), params.expand);
    },
  };
}
