import { DockerfileParser } from 'dockerfile-ast';

/**
 * @typedef {object} Stage
 * @property {string} image base: an image, or the name of an earlier stage; variables are replaced
 * @property {string | undefined} name
 * @property {import('dockerfile-ast').Instruction[]} instructions without FROM, in order
 */

/**
 * @param {string} text of a Dockerfile
 * @returns {Stage[]}
 */
export function readStages(text) {
  const stages = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const [image] = instruction.getExpandedArguments();
      stages.push({ image: image?.getValue() ?? '', name: instruction.getBuildStage() ?? undefined, instructions: [] });
    } else {
      stages.at(-1)?.instructions.push(instruction);
    }
  }
  return stages;
}

/** @returns {import('dockerfile-ast').Instruction[]} those of one kind, `ENV` for one */
export const ofKind = ({ instructions }, keyword) => instructions.filter((one) => one.getKeyword() === keyword);

/** @returns {Record<string, string>} what ENV sets in a stage */
export function environmentOf(stage) {
  const pairs = ofKind(stage, 'ENV').flatMap((env) => env.getProperties());
  return Object.fromEntries(pairs.map((pair) => [pair.getName(), pair.getValue() ?? '']));
}

/** @returns {string[] | undefined} the program and its arguments, of the last CMD in exec form */
export function commandOf(stage) {
  return execForm(ofKind(stage, 'CMD').at(-1)?.getArgumentsContent());
}

/** @returns {string[] | undefined} what HEALTHCHECK runs, in its exec form */
export function healthcheckOf(stage) {
  const content = ofKind(stage, 'HEALTHCHECK').at(-1)?.getArgumentsContent();
  return execForm(content?.replace(/^(--\S+\s+)*CMD\s+/, ''));
}

/** @returns {string | undefined} `1000:1000` of the last USER */
export const userOf = (stage) => ofKind(stage, 'USER').at(-1)?.getArgumentsContent() ?? undefined;

/** @returns {string[]} the folders of VOLUME */
export const volumesOf = (stage) => ofKind(stage, 'VOLUME').flatMap((one) => execForm(one.getArgumentsContent()) ?? []);

/** @returns {string | undefined} the value of `--from` and the like */
export const flagOf = (instruction, name) =>
  instruction
    .getFlags()
    .find((flag) => flag.getName() === name)
    ?.getValue() ?? undefined;

function execForm(content) {
  if (!content?.startsWith('[')) return undefined;
  return JSON.parse(content);
}
