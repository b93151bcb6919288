import { registerAs, type ConfigType } from '@nestjs/config';
import { IsOptional, ValidateBy } from 'class-validator';
import { readEnv } from './read-env.js';

export class RedisEnv {
  /** For the limits and the cache that instances share. Without it each instance has its own in memory. */
  @IsOptional()
  @IsRedisUrl()
  REDIS_URL?: string;
}

export const redisConfig = registerAs('redis', () => ({ url: readEnv(RedisEnv).REDIS_URL }));
export type RedisConfig = ConfigType<typeof redisConfig>;

function IsRedisUrl(): PropertyDecorator {
  return ValidateBy({
    name: 'isRedisUrl',
    validator: {
      validate: (value) => typeof value === 'string' && isRedisUrl(value),
      defaultMessage: (args) =>
        `${args?.property} must be redis://user:password@host:6379/0, or rediss://… for TLS; user, password, port and number may be left out, and special characters in a password are percent-encoded`,
    },
  });
}

function isRedisUrl(value: string): boolean {
  if (!/^rediss?:\/\//.test(value) || !URL.canParse(value)) return false;
  const { hostname, pathname, username, password, search, hash } = new URL(value);
  // An unencoded `#` or `?` would cut off the password.
  return hostname !== '' && /^\/?\d{0,4}$/.test(pathname) && !search && !hash && isEncoded(username + password);
}

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
