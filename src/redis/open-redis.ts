import { ConfigError } from '../config/read-env.js';
import { failureReason } from './failure-reason.js';
import { RedisConnection } from './redis-connection.js';
import { RedisAnswers } from './shared-answers.js';
import { SharedGeneration } from './shared-generation.js';

export interface Redis {
  connection: RedisConnection;
  answers: RedisAnswers;
}

/** @throws ConfigError, without the address, when nothing can be done with it */
export async function openRedis(url: string): Promise<Redis> {
  const connection: RedisConnection = new RedisConnection(url, (client, isReturn) =>
    generation.greet(client, isReturn),
  );
  const generation = new SharedGeneration(connection);
  try {
    await connection.open();
  } catch (error) {
    throw new ConfigError(`REDIS_URL names no Redis that this shop can use: ${failureReason(error)}`);
  }
  return { connection, answers: new RedisAnswers(connection, generation) };
}
