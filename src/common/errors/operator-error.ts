/** What the operator can fix. Its message says how, in one line, without secrets. */
export class OperatorError extends Error {}
