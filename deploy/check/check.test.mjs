import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { allFindings, expectedIn } from './all-findings.mjs';
import { composeFindings, composeLint } from './compose-rules.mjs';
import { dockerfileFindings } from './dockerfile-rules.mjs';
import { kubernetesFindings } from './kubernetes-rules.mjs';
import { fieldFindings, schemaFindings } from './kubernetes-schemas.mjs';
import { parseManifests, readManifests } from './manifests.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file) => readFileSync(`${ROOT}${file}`, 'utf8');
const expected = expectedIn(ROOT);

/** The file with one change. */
function spoilt(text, from, to) {
  const after = text.replace(from, to);
  assert.notEqual(after, text);
  return after;
}

/** Expects a finding that matches. */
function assertFound(findings, finding) {
  assert.ok(
    [...findings].some((one) => finding.test(one)),
    `no ${finding} in ${JSON.stringify([...findings])}`,
  );
}

describe('the files that pack and deploy the shop', () => {
  it('have nothing wrong with them', async () => {
    assert.deepEqual(await allFindings(ROOT), []);
  });

  describe('Dockerfile', () => {
    for (const [what, from, to, finding] of [
      ['an instruction that Docker does not know', 'COPY src src', 'COPPY src src', /COPPY/],
      ['no user', 'USER 1000:1000\n', '', /USER/],
      ['root', 'USER 1000:1000', 'USER 0', /USER/],
      ['no health check', /HEALTHCHECK[\s\S]*?\]\n/, '', /HEALTHCHECK/],
      ['a shell between Docker and Node.js', 'CMD ["node", "dist/main.js"]', 'CMD node dist/main.js', /CMD/],
      ['an image of no version', 'node:${NODE_VERSION}-bookworm-slim', 'node:latest', /node:latest/],
      ['a secret in a variable', 'EXPOSE 8080', 'ARG STRIPE_SECRET_KEY', /STRIPE_SECRET_KEY/],
      ['all of the folder', 'COPY src src', 'COPY . .', /COPY \./],
      ['development', 'NODE_ENV=production', 'NODE_ENV=development', /NODE_ENV/],
    ]) {
      it(`is refused with ${what}`, () => {
        assertFound(dockerfileFindings(spoilt(read('Dockerfile'), from, to)), finding);
      });
    }
  });

  describe('docker-compose.yml', () => {
    it('is refused with a field that Compose does not know', () => {
      const findings = composeLint(spoilt(read('docker-compose.yml'), 'shm_size', 'shm_syze'));
      assert.equal(findings.length, 1);
      assert.match(findings[0], /services\/database.*additional properties/);
    });

    for (const [what, from, to, finding] of [
      ['a published database', 'shm_size: 256mb', "ports: ['127.0.0.1:5432:5432']", /database publishes a port/],
      ['a way to the database', 'internal: true', 'internal: false', /database can be reached/],
      ['a password', /POSTGRES_PASSWORD: \S.*/, 'POSTGRES_PASSWORD: boulevard', /POSTGRES_PASSWORD stands/],
      ['a password in an address', /\$\{POSTGRES_PASSWORD[^}]+\}@/, 'boulevard@', /has a password in it/],
      ['a default password', /JWT_SECRET: .*/, 'JWT_SECRET: ${JWT_SECRET:-none}', /JWT_SECRET has a default/],
      ['a variable nobody reads', 'SMTP_URL:', 'SMTP_URI:', /SMTP_URI/],
      ['one instance', /\n {2}app-2:\n {4}<<: \*app\n/, '\n', /two instances|app-2/],
      ['an image of no version', /postgres:[\d.]+-bookworm/, 'postgres:latest', /latest/],
      ['nowhere to keep pictures', '    - uploads:/app/uploads\n', '    - uploads:/app/pictures\n', /\/app\/uploads/],
    ]) {
      it(`is refused with ${what}`, () => {
        const text = spoilt(read('docker-compose.yml'), from, to);
        assertFound(composeFindings(text, expected), finding);
      });
    }
  });

  describe('deploy/kubernetes', () => {
    const others = readManifests(`${ROOT}deploy/kubernetes`);

    for (const [file, what, from, to, finding] of [
      ['deployment.yaml', 'a number that is a word', 'containerPort: 8080', 'containerPort: http', /must be integer/],
      ['deployment.yaml', 'a quantity that is none', 'memory: 512Mi', 'memory: 512 MB', /memory/],
      ['service.yaml', 'a kind that does not exist', 'kind: Service', 'kind: Sevice', /no v1 Sevice/],
      ['deployment.yaml', 'root', 'runAsUser: 1000', 'runAsUser: 0', /must run as 1000:1000/],
      [
        'deployment.yaml',
        'a program that may write to itself',
        /readOnlyRootFilesystem: true/,
        'tty: false',
        /write to/,
      ],
      ['deployment.yaml', 'nowhere to write', 'mountPath: /tmp', 'mountPath: /temp', /can't write to \/tmp/],
      ['deployment.yaml', 'a probe of nothing', 'path: /api/health\n', 'path: /healthz\n', /livenessProbe.*healthz/],
      ['deployment.yaml', 'a claim that is not made', 'claimName: boulevardtcg', 'claimName: other', /no claim other/],
      ['service.yaml', 'a selector of nobody', 'component: api\n  ports', 'component: web\n  ports', /selects no pods/],
      ['configmap.yaml', 'a variable nobody reads', 'MAIL_FROM:', 'MAIL_FORM:', /MAIL_FORM/],
      ['configmap.yaml', 'one missing', /.*CORS_ORIGIN.*\n/, '', /CORS_ORIGIN is missing/],
      ['secret.example.yaml', 'a secret', "JWT_SECRET: ''", 'JWT_SECRET: hunter2', /JWT_SECRET has a value/],
    ]) {
      it(`${file} is refused with ${what}`, async () => {
        const manifests = parseManifests(file, spoilt(read(`deploy/kubernetes/${file}`), from, to));
        const all = [...others.filter((other) => other.file !== file), ...manifests];
        const findings = [...(await schemaFindings(manifests)), ...kubernetesFindings(all, expected)];
        assertFound(findings, finding);
      });
    }

    it('a field that Kubernetes does not know is refused', async () => {
      const text = spoilt(read('deploy/kubernetes/deployment.yaml'), 'livenessProbe:', 'livenesProbe:');
      assertFound(await fieldFindings(parseManifests('deployment.yaml', text)), /livenesProbe/);
    });

    it('has a README that names every file that is applied by hand', () => {
      const text = read('deploy/README.md');
      for (const name of readdirSync(`${ROOT}deploy/kubernetes`).filter((file) => file.startsWith('secret')))
        assert.ok(text.includes(name), name);
    });
  });
});
