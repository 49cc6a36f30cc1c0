// containers.test.ts: what can be checked of the images and the compose file where no engine runs.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { ROOT, read } from './source';

interface Service {
  image?: string;
  build?: { target: string };
  ports?: string[];
  environment?: Record<string, string>;
  command?: string[];
  restart?: string;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: unknown;
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const dockerfile = read('docker/Dockerfile');
const targets = [...dockerfile.matchAll(/^FROM \S+ AS (\S+)$/gm)].map((m) => m[1] ?? '');

describe('the Dockerfile', () => {
  it('has no complaint from the linter', () => {
    expect(validate(dockerfile).map((d) => `${d.range.start.line + 1}: ${d.message}`)).toEqual([]);
  });

  it('runs every final image as an ordinary user', () => {
    const stages = dockerfile.split(/^FROM /m).slice(1);
    const user = new Map<string, string>();
    for (const stage of stages) {
      const [, base, name] = /^(\S+) AS (\S+)/.exec(stage) ?? [];
      user.set(name ?? '', /^USER (\S+)/m.exec(stage)?.[1] ?? user.get(base ?? '') ?? 'root');
    }
    for (const name of ['migrate', 'api', 'worker', 'web']) expect([name, user.get(name)]).toEqual([name, 'node']);
  });

  it('copies only what exists', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((m) => (m[1] ?? '').split(' '));
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('the compose file', () => {
  it('opens one port only: the api, which serves the pages too', () => {
    const open = Object.entries(compose.services).filter(([, service]) => service.ports);
    expect(open.map(([name]) => name)).toEqual(['api']);
  });

  it('builds only targets that the Dockerfile has', () => {
    const built = Object.values(compose.services).flatMap((service) => service.build?.target ?? []);
    expect(built.filter((target) => !targets.includes(target))).toEqual([]);
  });

  it('runs migrations once, before anything that uses the database', () => {
    expect(compose.services.migrate?.restart).toBe('no');
    for (const name of ['api', 'worker-live', 'worker-review']) {
      expect(compose.services[name]?.depends_on?.migrate?.condition).toBe('service_completed_successfully');
    }
  });

  it('gives each lane a worker of its own', () => {
    expect(compose.services['worker-live']?.environment?.LANES).toBe('live');
    expect(compose.services['worker-review']?.environment?.LANES).toBe('review');
  });

  it('defaults no secret', () => {
    const defaults = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]*(?:SECRET|PASSWORD|KEY)[A-Z_]*):-([^}]*)\}/g)];
    expect(defaults.filter((m) => m[2] !== '').map((m) => m[0])).toEqual([]);
    expect(read('docker/make-secrets.sh')).toContain('/dev/urandom');
  });

  it('runs Redis so that no job is evicted or forgotten', () => {
    expect(compose.services.redis?.command).toEqual(['sh', '/redis.sh']);
    expect(read('docker/redis.sh')).toMatch(/--maxmemory-policy noeviction --appendonly yes/);
  });
});
