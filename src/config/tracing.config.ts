import { registerAs, type ConfigType } from '@nestjs/config';
import { IsOptional, IsString, IsUrl } from 'class-validator';
import { readEnv } from './read-env.js';

/** Names and meaning are OpenTelemetry's: opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables */
export class TracingEnv {
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  @IsString()
  OTEL_SERVICE_NAME = 'boulevardtcg';
}

export const tracingConfig = registerAs('tracing', () => {
  const env = readEnv(TracingEnv);
  return {
    /** The collector's URL without `/v1/traces`; undefined turns tracing off. */
    endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/+$/, ''),
    serviceName: env.OTEL_SERVICE_NAME,
  };
});
export type TracingConfig = ConfigType<typeof tracingConfig>;
