export class HealthResponse {
  /** @example true */
  ok!: boolean;
}
