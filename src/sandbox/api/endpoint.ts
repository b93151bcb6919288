import type { Form } from '../params/form.js';
import { object, type Params, type Shape } from '../params/rule.js';
import type { Room } from '../room.js';
import { expandPaths } from './expand.js';

export type Method = 'get' | 'post' | 'delete';

/** One operation of the API, its parameters checked against a table. */
export interface Endpoint {
  method: Method;
  /** Below `/v1`; `:id` is an object's id. */
  path: string;
  /**
   * @returns what carries it out and answers an object
   * @throws ApiError for parameters that the table refuses; nothing has been done then
   */
  prepare(room: Room, id: string, form: Form): () => object;
}

export function endpoint<S extends Shape>(
  method: Method,
  path: string,
  params: S,
  run: (room: Room, params: Params<S>, id: string) => object,
): Endpoint {
  const rule = object(params);
  return {
    method,
    path,
    prepare(room, id, form) {
      const checked = rule.check(form, '');
      const expand = (checked as { expand?: string[] }).expand;
      return () => expandPaths(room, run(room, checked, id), expand);
    },
  };
}
