// What Nest's command line does with the Swagger plugin's findings, without the command line: it brings two hundred
// packages, some of which do not support Node 20.
import { writeFileSync } from 'node:fs';
import { ReadonlyVisitor } from '@nestjs/swagger/plugin';
import ts from 'typescript';

/** Reads types, validation rules and comments of DTO and controller files and writes them as a module. */
export function writeSwaggerMetadata(root, file) {
  const visitor = new ReadonlyVisitor({
    introspectComments: true,
    pathToSource: `${root}src`,
    esmCompatible: true,
    dtoFileNameSuffix: ['.dto.ts', '.query.ts', '.response.ts'],
  });
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent({ ...config, include: ['src'] }, ts.sys, root);
  const program = ts.createProgram(fileNames, options);
  for (const source of program.getSourceFiles()) {
    if (!source.isDeclarationFile) visitor.visit(program, source);
  }
  const found = visitor.collect();
  const imports = Object.entries(visitor.typeImports).map(
    ([path, load]) => `  ${quote(path)}: ${withExtension(load)},`,
  );
  writeFileSync(
    file,
    [
      '/* eslint-disable */',
      'export default async () => {',
      `const t = {\n${imports.join('\n')}\n};`,
      `return { ${quote(visitor.key)}: ${print(found)} };`,
      '};\n',
    ].join('\n'),
  );
}

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
const nowhere = ts.createSourceFile('file.ts', '', ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);

/** Objects and lists of syntax trees, as source text. */
function print(value) {
  if (Array.isArray(value)) return `[${value.map(print).join(',\n')}]`;
  if (typeof value.kind === 'number') return withExtension(printer.printNode(ts.EmitHint.Unspecified, value, nowhere));
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${quote(key)}: ${print(inner)}`)
    .join(',\n')} }`;
}

/** Node wants the extension, which the plugin leaves out. */
function withExtension(code) {
  return code.replace(/import\((["'])(\.[^"']*?)(?:\.js)?\1\)/g, (_, mark, path) => `import(${mark}${path}.js${mark})`);
}

function quote(text) {
  return JSON.stringify(text);
}
