import { readdirSync, readFileSync } from 'node:fs';

const read = (file: string) => readFileSync(`prisma/${file}`, 'utf8');

// A migration that is written by hand leaves the copy as it was, and the next one would hold its changes once more.
it('the newest migration is of the models as they are: otherwise run npm run migration:new', () => {
  const files = readdirSync('prisma/models').sort();
  const models = files.map((file) => read(`models/${file}`)).join('\n');
  expect(read('migrated.prisma') === models).toBe(true);
});
