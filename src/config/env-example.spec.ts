import { readdirSync, readFileSync } from 'node:fs';
import { variablesOf } from './read-env.js';

type EnvClass = new () => Record<string, unknown>;

let classes: EnvClass[];
beforeAll(async () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.config.ts'));
  const modules = await Promise.all(files.map(async (file) => (await import(`./${file}`)) as Record<string, EnvClass>));
  classes = modules
    .flatMap((module) => Object.entries(module))
    .filter(([name]) => name.endsWith('Env'))
    .map(([, Env]) => Env);
});

/** What .env.example says, by variable. */
const example = new Map(
  [...readFileSync(new URL('../../.env.example', import.meta.url), 'utf8').matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(
    ([, name, value]) => [name!, value!],
  ),
);

describe('.env.example', () => {
  it('has every variable that a config class declares, and no other', () => {
    const declared = new Set(classes.flatMap(variablesOf));
    expect([...example.keys()].sort()).toEqual([...declared].sort());
  });

  it('shows their defaults', () => {
    const defaults = new Map(
      classes.flatMap((Env) => {
        const env = new Env();
        return variablesOf(Env).map(
          (name) => [name, String((env[name] as string | number | undefined) ?? '')] as const,
        );
      }),
    );
    expect(Object.fromEntries(example)).toEqual(Object.fromEntries(defaults));
  });
});
