// Writes what is made from the sources: one Prisma client a database, and what Swagger learns from types and comments.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PluginMetadataGenerator } from '@nestjs/cli/lib/compiler/plugins/plugin-metadata-generator.js';
import { ReadonlyVisitor } from '@nestjs/swagger/plugin';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
const prismaCli = fileURLToPath(new URL('../node_modules/prisma/build/index.js', import.meta.url));

await Promise.all(
  ['sqlite', 'postgresql'].map((database) =>
    run(process.execPath, [prismaCli, 'generate', '--schema', `prisma/${database}`], { cwd: root }),
  ),
);

process.chdir(root);
const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
const { fileNames, options } = ts.parseJsonConfigFileContent({ ...config, include: ['src'] }, ts.sys, root);
new PluginMetadataGenerator().generate({
  visitors: [
    new ReadonlyVisitor({
      introspectComments: true,
      pathToSource: `${root}src`,
      esmCompatible: true,
      dtoFileNameSuffix: ['.dto.ts', '.query.ts', '.response.ts'],
    }),
  ],
  outputDir: `${root}src`,
  filename: 'swagger-metadata.ts',
  // A program of our own: given a tsconfig, the generator would refuse to run beside a type error anywhere.
  tsProgramRef: ts.createProgram(fileNames, options),
});
