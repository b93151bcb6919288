import { podOf } from './manifests.mjs';

/** Writable folders of a pod, in addition to the image's volumes. */
const TEMPORARY = '/tmp';

/**
 * @typedef {object} Expected what the manifests must agree with
 * @property {string} user of the image: `1000:1000`
 * @property {string[]} volumes of the image
 * @property {string} port that the image listens on
 * @property {string[]} variables that the application knows
 * @property {string[]} required variables without which production does not start
 * @property {string[]} paths of the API
 */

/**
 * The shop's own rules: the manifests fit each other and the image, and a pod has only the rights that it needs.
 * @param {import('./manifests.mjs').Manifest[]} manifests
 * @param {Expected} expected
 * @returns {string[]}
 */
export function kubernetesFindings(manifests, expected) {
  return [
    ...manifests
      .filter(podOf)
      .flatMap((one) => [...podFindings(one, manifests, expected)].map((text) => at(one, text))),
    ...manifests.flatMap((one) => [...linkFindings(one, manifests)].map((text) => at(one, text))),
    ...variableFindings(manifests, expected),
    ...manifests.filter((one) => one.object.kind === 'Secret').flatMap((one) => [...secretFindings(one)]),
  ];
}

const at = ({ file }, text) => `${file}: ${text}`;

function* podFindings(manifest, manifests, { user, volumes, port, paths }) {
  const pod = podOf(manifest);
  const [uid, gid] = user.split(':').map(Number);
  const { runAsNonRoot, runAsUser, runAsGroup, seccompProfile } = pod.securityContext ?? {};
  if (!runAsNonRoot || runAsUser !== uid || runAsGroup !== gid) yield `must run as ${user}, as the image does`;
  if (seccompProfile?.type !== 'RuntimeDefault') yield 'has no seccompProfile RuntimeDefault';
  if (pod.automountServiceAccountToken !== false) yield 'is given a token of the cluster that it has no use for';

  for (const container of pod.containers) {
    const { allowPrivilegeEscalation, readOnlyRootFilesystem, capabilities } = container.securityContext ?? {};
    if (allowPrivilegeEscalation !== false) yield 'may gain privileges';
    if (!readOnlyRootFilesystem) yield 'may write to its image';
    if (!capabilities?.drop?.includes('ALL')) yield 'keeps capabilities of root';
    if (!container.resources?.limits?.memory || !container.resources.requests?.memory) yield 'says no memory';

    const mounts = (container.volumeMounts ?? []).map(({ mountPath }) => mountPath);
    const isServer = container.command === undefined;
    for (const folder of [TEMPORARY, ...(isServer ? volumes : [])])
      if (!mounts.includes(folder)) yield `can't write to ${folder}`;
    for (const { name } of container.volumeMounts ?? [])
      if (!pod.volumes?.some((volume) => volume.name === name)) yield `mounts the volume ${name}, which is none`;

    const ports = new Map((container.ports ?? []).map((one) => [one.name, one.containerPort]));
    if (isServer && ![...ports.values()].includes(Number(port))) yield `does not name port ${port} of the image`;
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
      const { path, port: name } = container[probe]?.httpGet ?? {};
      if (isServer && !paths.includes(path)) yield `${probe} asks for ${path}, which the API does not have`;
      if (path && !ports.has(name)) yield `${probe} asks port ${name}, which is none`;
    }
  }
}

/** Names and labels that connect manifests. */
function* linkFindings({ object: { kind, spec } }, manifests) {
  const has = (wanted, name) =>
    manifests.some(({ object }) => object.kind === wanted && object.metadata?.name === name);
  const pods = manifests.filter(podOf).map(({ object }) => object.spec.template.metadata.labels);
  const services = manifests.filter(({ object }) => object.kind === 'Service');
  const isSelected = (labels, selector) => Object.entries(selector ?? { '': '' }).every(([k, v]) => labels[k] === v);

  const selectors = {
    Deployment: spec?.selector?.matchLabels,
    PodDisruptionBudget: spec?.selector?.matchLabels,
    NetworkPolicy: spec?.podSelector?.matchLabels,
    Service: spec?.selector,
  };
  if (kind in selectors && pods.filter((labels) => isSelected(labels, selectors[kind])).length !== 1)
    yield 'selects no pods, or those of two';

  for (const { configMapRef, secretRef } of spec?.template?.spec?.containers?.flatMap(({ envFrom = [] }) => envFrom) ??
    []) {
    if (configMapRef && !has('ConfigMap', configMapRef.name)) yield `there is no ConfigMap ${configMapRef.name}`;
    if (secretRef && !has('Secret', secretRef.name)) yield `there is no Secret ${secretRef.name}`;
  }
  for (const { persistentVolumeClaim: claim } of spec?.template?.spec?.volumes ?? [])
    if (claim && !has('PersistentVolumeClaim', claim.claimName)) yield `there is no claim ${claim.claimName}`;
  if (kind === 'HorizontalPodAutoscaler' && !has(spec.scaleTargetRef.kind, spec.scaleTargetRef.name))
    yield `there is no ${spec.scaleTargetRef.kind} ${spec.scaleTargetRef.name} to scale`;

  for (const { backend } of spec?.rules?.flatMap(({ http }) => http.paths) ?? []) {
    const service = services.find(({ object }) => object.metadata.name === backend.service.name);
    const ports = service?.object.spec.ports.map(({ name }) => name) ?? [];
    if (!ports.includes(backend.service.port.name)) yield `there is no such port of a Service ${backend.service.name}`;
  }
  for (const { port, authorization } of kind === 'ServiceMonitor' ? spec.endpoints : []) {
    const named = services.filter(({ object }) => isSelected(object.metadata.labels, spec.selector.matchLabels));
    if (!named.some(({ object }) => object.spec.ports.some(({ name }) => name === port))) yield 'watches no port';
    if (!has('Secret', authorization.credentials.name)) yield `there is no Secret ${authorization.credentials.name}`;
  }
}

function* variableFindings(manifests, { variables, required }) {
  const of = (kind) => manifests.filter(({ object }) => object.kind === kind).map(({ object }) => object);
  const set = [...of('ConfigMap'), ...of('Secret')].flatMap(({ data, stringData }) =>
    Object.keys(data ?? stringData ?? {}),
  );
  for (const name of set) if (!variables.includes(name)) yield `the application knows no variable ${name}`;
  for (const name of required)
    if (!set.includes(name)) yield `${name} is missing, production does not start without it`;
}

function* secretFindings({ file, object: { data, stringData } }) {
  for (const [name, value] of Object.entries({ ...data, ...stringData }))
    if (value !== '') yield `${file}: ${name} has a value, and this file is for everybody to read`;
}
