import { dirname, join, normalize } from 'node:path';

/** Applied by hand on purpose: README.md. */
const BY_HAND = ['secret.example.yaml', 'prometheus-operator/service-monitor.yaml'];

/**
 * @param {import('./manifests.mjs').Manifest[]} manifests those of kustomize included
 * @returns {string[]} files that kustomize misses or never reads
 */
export function kustomizeFindings(manifests) {
  const files = manifests.map(({ file }) => file);
  const lists = manifests.filter(({ object }) => object.apiVersion.startsWith('kustomize.config.k8s.io/'));
  const listed = lists.flatMap(({ file, object }) => [
    ...(object.resources ?? []).map((path) => normalize(join(dirname(file), path))),
    ...(object.components ?? []).map((path) => normalize(join(dirname(file), path, 'kustomization.yaml'))),
  ]);
  const rest = files.filter((file) => !lists.some((list) => list.file === file) && !BY_HAND.includes(file));
  const images = lists.flatMap(({ object }) => object.images ?? []).map(({ name }) => name);
  return [
    ...listed.filter((file) => !files.includes(file)).map((file) => `${file} is listed by kustomize and is not there`),
    ...rest.filter((file) => !listed.includes(file)).map((file) => `${file} is listed by no kustomization.yaml`),
    ...imagesOf(manifests)
      .filter((image) => !images.includes(image))
      .map((image) => `the image ${image} is given no version by kustomize`),
  ];
}

const imagesOf = (manifests) =>
  manifests.flatMap(({ object }) => object.spec?.template?.spec?.containers ?? []).map(({ image }) => image);
