import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  allFindings,
  composeFindings,
  composeLint,
  dockerfileFindings,
  expectedIn,
  kubernetesFindings,
  parseManifests,
  readManifests,
  schemaFindings,
} from '../scripts/packaging/rules.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(`${ROOT}${file}`, 'utf8');
const expected = expectedIn(ROOT);

/** A file as it is, but for one place. */
function spoilt(text: string, from: string | RegExp, to: string): string {
  const after = text.replace(from, to);
  expect(after).not.toBe(text);
  return after;
}

/** What `npm run package:check` does before it builds the image; that is too slow for here. */
describe('the files that pack and deploy the shop', () => {
  it('have nothing wrong with them', async () => {
    expect(await allFindings(ROOT)).toEqual([]);
  });

  describe('Dockerfile', () => {
    it.each([
      ['an instruction that Docker does not know', 'COPY src src', 'COPPY src src', /COPPY/],
      ['no user', 'USER 1000:1000\n', '', /USER/],
      ['root', 'USER 1000:1000', 'USER 0', /USER/],
      ['no health check', /HEALTHCHECK[\s\S]*?\]\n/, '', /HEALTHCHECK/],
      ['a shell between Docker and Node.js', 'CMD ["node", "dist/main.js"]', 'CMD node dist/main.js', /CMD/],
      ['an image of no version', 'node:${NODE_VERSION}-bookworm-slim', 'node:latest', /node:latest/],
      ['a secret in a variable', 'EXPOSE 8080', 'ARG STRIPE_SECRET_KEY', /STRIPE_SECRET_KEY/],
      ['all of the folder', 'COPY src src', 'COPY . .', /COPY \./],
      ['development', 'NODE_ENV=production', 'NODE_ENV=development', /NODE_ENV/],
    ])('is refused with %s', (_what, from, to, finding) => {
      expect(dockerfileFindings(spoilt(read('Dockerfile'), from, to))).toContainEqual(expect.stringMatching(finding));
    });
  });

  describe('docker-compose.yml', () => {
    it('is refused with a field that Compose does not know', () => {
      const findings = composeLint(spoilt(read('docker-compose.yml'), 'shm_size', 'shm_syze'));
      expect(findings).toEqual([expect.stringMatching(/services\/database.*additional properties/)]);
    });

    it.each([
      ['a published database', 'shm_size: 256mb', "ports: ['127.0.0.1:5432:5432']", /database publishes a port/],
      ['a way to the database', 'internal: true', 'internal: false', /database can be reached/],
      ['a password', /POSTGRES_PASSWORD: \S.*/, 'POSTGRES_PASSWORD: boulevard', /POSTGRES_PASSWORD stands/],
      ['a password in an address', /\$\{POSTGRES_PASSWORD[^}]+\}@/, 'boulevard@', /has a password in it/],
      ['a default password', /JWT_SECRET: .*/, 'JWT_SECRET: ${JWT_SECRET:-none}', /JWT_SECRET has a default/],
      ['a variable nobody reads', 'SMTP_URL:', 'SMTP_URI:', /SMTP_URI/],
      ['one instance', /\n {2}app-2:\n {4}<<: \*app\n/, '\n', /two instances|app-2/],
      ['an image of no version', /postgres:[\d.]+-bookworm/, 'postgres:latest', /latest/],
      ['nowhere to keep pictures', '    - uploads:/app/uploads\n', '    - uploads:/app/pictures\n', /\/app\/uploads/],
    ])('is refused with %s', (_what, from, to, finding) => {
      const text = spoilt(read('docker-compose.yml'), from, to);
      expect(composeFindings(text, expected)).toContainEqual(expect.stringMatching(finding));
    });
  });

  describe('deploy/kubernetes', () => {
    const others = readManifests(`${ROOT}deploy/kubernetes`);

    it.each([
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
    ])('%s is refused with %s', async (file, _what, from, to, finding) => {
      const manifests = parseManifests(file, spoilt(read(`deploy/kubernetes/${file}`), from, to));
      const all = [...others.filter((other) => other.file !== file), ...manifests];
      const findings = [...(await schemaFindings(manifests)), ...kubernetesFindings(all, expected)];
      expect(findings).toContainEqual(expect.stringMatching(finding));
    });

    it('has a README that names every file that is applied by hand', () => {
      const text = read('deploy/README.md');
      for (const name of readdirSync(`${ROOT}deploy/kubernetes`).filter((file) => file.startsWith('secret')))
        expect(text).toContain(name);
    });
  });
});
