export { allFindings, expectedIn } from './all-findings.mjs';
export { composeFindings, composeLint } from './compose-rules.mjs';
export { dockerfileFindings } from './dockerfile-rules.mjs';
export { kubernetesFindings } from './kubernetes-rules.mjs';
export { fieldFindings, schemaFindings } from './kubernetes-schemas.mjs';
export { parseManifests, readManifests } from './manifests.mjs';
