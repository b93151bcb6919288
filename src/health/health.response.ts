export class HealthResponse {
  ok!: boolean;
}
