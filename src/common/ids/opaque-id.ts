const OPAQUE_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a text has the form of an id of ours. One that hasn't names nothing, and the database need not be asked. */
export function isOpaqueId(value: string): boolean {
  return OPAQUE_ID.test(value);
}
