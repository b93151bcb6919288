const SET_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

/** Whether a text may go into an address at TCGdex as a set's id. */
export function isSetId(value: string): boolean {
  return SET_ID.test(value);
}
