import { registerAs, type ConfigType } from '@nestjs/config';
import { IsBoolean } from 'class-validator';
import { Flag } from './env-rules.js';
import { readEnv } from './read-env.js';

export class JobsEnv {
  /**
   * Whether this instance runs scheduled jobs. At least one instance must, or no mail is sent and no reservation
   * expires.
   */
  @Flag()
  @IsBoolean()
  SCHEDULED_JOBS = true;
}

export const jobsConfig = registerAs('jobs', () => ({ scheduled: readEnv(JobsEnv).SCHEDULED_JOBS }));
export type JobsConfig = ConfigType<typeof jobsConfig>;

/** For commands that load the shop's modules. Call it before that. */
export function runNoScheduledJobs(): void {
  process.env.SCHEDULED_JOBS = 'false';
}
