import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';

/** A variable that stops the start. The message names it and the rule, never its value. */
export class ConfigError extends Error {}

type EnvClass<T> = new () => T;

const known = new Set<string>();

/** @returns the variables that were read so far: once the application is there, all of them */
export function knownVariables(): ReadonlySet<string> {
  return known;
}

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
  const names = variablesOf(Env);
  for (const name of names) known.add(name);
  const given = names
    .map((name) => [name, source[name]?.trim()] as const)
    .filter(([, value]) => value !== undefined && value !== '');
  const env = plainToInstance(Env, Object.fromEntries(given), { exposeDefaultValues: true });

  const [error] = validateSync(env, { validationError: { target: false, value: false } });
  if (error) throw new ConfigError(messageOf(error));
  return env;
}

/** That a text is no number says more than that it is not below a maximum. */
function messageOf({ property, constraints = {} }: ValidationError): string {
  return constraints.isInt
    ? `${property} must be a whole number`
    : (Object.values(constraints)[0] ?? `${property} is not valid`);
}
