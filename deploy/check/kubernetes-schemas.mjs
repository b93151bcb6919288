import { fileURLToPath } from 'node:url';

/** Kinds that are not Kubernetes' own: kustomize's and the Prometheus operator's. */
const FOREIGN = ['kustomize.config.k8s.io/', 'monitoring.coreos.com/'];

const isForeign = ({ object }) => FOREIGN.some((group) => object.apiVersion?.startsWith(group));

/**
 * Checks manifests against the schemas of Kubernetes 1.33 (kubernetes-models): types, required fields, quantities.
 * @param {import('./manifests.mjs').Manifest[]} manifests
 * @returns {Promise<string[]>}
 */
export async function schemaFindings(manifests) {
  const findings = await Promise.all(manifests.filter((one) => !isForeign(one)).map(schemaFinding));
  return findings.filter(Boolean);
}

async function schemaFinding({ file, object }) {
  let Model;
  try {
    ({ [object.kind]: Model } = await import(`kubernetes-models/${modelOf(object)}`));
  } catch {
    return `${file}: there is no ${object.apiVersion} ${object.kind}`;
  }
  try {
    new Model(object).validate();
    return undefined;
  } catch (error) {
    return `${file}: ${error.message}`;
  }
}

const modelOf = ({ apiVersion, kind }) => `${apiVersion}/${kind}`;

/**
 * The schemas accept unknown fields, and so does a cluster by default: a mistyped probe would go unnoticed. The compiler
 * knows the fields, so it checks the manifests as TypeScript. Takes a second or more.
 * @param {import('./manifests.mjs').Manifest[]} manifests
 * @returns {Promise<string[]>}
 */
export async function fieldFindings(manifests) {
  const { default: ts } = await import('typescript');
  const known = manifests.filter((one) => !isForeign(one));
  const sources = new Map(
    known.map(({ object }, index) => [
      fileURLToPath(new URL(`manifest-${index}.ts`, import.meta.url)),
      `import type { I${object.kind} } from 'kubernetes-models/${modelOf(object)}';\n` +
        `export const manifest: I${object.kind} = ${JSON.stringify(object)};\n`,
    ]),
  );
  const options = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => sources.has(name) || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    sources.has(name) ? ts.createSourceFile(name, sources.get(name), options.target) : getSourceFile(name, ...rest);
  const program = ts.createProgram([...sources.keys()], options, host);
  const files = [...sources.keys()];
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const manifest = known[files.indexOf(file?.fileName)];
    return `${manifest?.file ?? 'manifests'}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
