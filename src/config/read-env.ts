import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';

/** A variable that stops the start. The message names it and the rule, never its value. */
export class ConfigError extends Error {}

type EnvClass<T> = new () => T;

/** @returns the variables that a class declares, in no particular order */
export function variablesOf(env: EnvClass<object>): string[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(env, '', false, false);
  return [...new Set(metadata.map(({ propertyName }) => propertyName))];
}

/**
 * Reads what `Env` declares from the environment; an empty variable counts as absent.
 * @throws ConfigError for the first variable that breaks a rule
 */
export function readEnv<T extends object>(Env: EnvClass<T>, source: NodeJS.ProcessEnv = process.env): T {
  const given = variablesOf(Env)
    .map((name) => [name, source[name]?.trim()] as const)
    .filter(([, value]) => value !== undefined && value !== '');
  const env = plainToInstance(Env, Object.fromEntries(given), { exposeDefaultValues: true });

  const [error] = validateSync(env, { validationError: { target: false, value: false } });
  if (error) throw new ConfigError(Object.values(error.constraints ?? {})[0] ?? `${error.property} is not valid`);
  return env;
}
