import { registerAs, type ConfigType } from '@nestjs/config';
import { IsBoolean } from 'class-validator';
import { Flag } from './env-rules.js';
import { readEnv } from './read-env.js';

export class JobsEnv {
  /** Whether this instance does scheduled work; at least one instance must, or no mail leaves and no hold is swept. */
  @Flag()
  @IsBoolean()
  SCHEDULED_JOBS = true;
}

export const jobsConfig = registerAs('jobs', () => ({ scheduled: readEnv(JobsEnv).SCHEDULED_JOBS }));
export type JobsConfig = ConfigType<typeof jobsConfig>;
