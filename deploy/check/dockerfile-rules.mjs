import { validate } from 'dockerfile-utils';
import { commandOf, environmentOf, flagOf, healthcheckOf, ofKind, readStages, userOf } from './read-dockerfile.mjs';

/** Names of secrets: an image stores every build argument. */
const SECRET = /SECRET|PASSWORD|TOKEN|PRIVATE|CREDENTIAL|DATABASE_URL|REDIS_URL|SMTP_URL|(?<!PUBLIC_)KEY$/i;

/**
 * @param {string} text of a Dockerfile
 * @returns {string[]} mistakes, by dockerfile-utils and by the shop's own rules
 */
export function dockerfileFindings(text) {
  const refused = validate(text).map(({ range, message }) => `line ${range.start.line + 1}: ${message}`);
  const stages = readStages(text);
  if (stages.length === 0) return [...refused, 'there is no FROM'];
  return [...refused, ...stages.flatMap((stage) => [...stageFindings(stage, stages)]), ...finalFindings(stages.at(-1))];
}

function* stageFindings({ image, instructions }, stages) {
  const isStage = stages.some(({ name }) => name === image);
  // A digest, or a tag that names a version.
  if (!isStage && !/@sha256:[0-9a-f]{64}$|:v?\d+\.\d+[^:/]*$/.test(image))
    yield `${image} names no version of its image`;

  for (const instruction of instructions) {
    const keyword = instruction.getKeyword();
    if (keyword === 'ADD') yield 'ADD fetches and unpacks: COPY says what is meant';
    if (keyword === 'ARG' || keyword === 'ENV') {
      for (const name of instruction.getProperties().map((pair) => pair.getName()))
        if (SECRET.test(name)) yield `${keyword} ${name} would be in the image for everybody to read`;
    }
    if (keyword === 'COPY' && instruction.getArguments()[0]?.getValue() === '.')
      yield 'COPY . takes whatever lies about: name what is needed';
  }
}

function* finalFindings(stage) {
  const user = userOf(stage);
  if (!user || !/^[1-9]\d*(:\d+)?$/.test(user)) yield 'the last stage has no USER that is a number other than 0';
  if (!healthcheckOf(stage)) yield 'the last stage has no HEALTHCHECK with CMD ["…"]';
  // A shell would not pass signals on.
  if (!commandOf(stage)) yield 'the last stage has no CMD ["…"]';
  if (environmentOf(stage).NODE_ENV !== 'production') yield 'the last stage has no ENV NODE_ENV=production';
  for (const copy of ofKind(stage, 'COPY'))
    if (!flagOf(copy, 'from')) yield 'the last stage copies from the context instead of from a stage that built it';
}
