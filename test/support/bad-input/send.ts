import { Agent, request } from 'node:http';
import type { Operation } from './operations.js';
import type { BadRequest } from './requests.js';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

const agent = new Agent({ keepAlive: true });

/** Sends it byte for byte: clients made for honest requests would mend paths, bodies and headers. */
export function send(url: string, { method }: Operation, bad: BadRequest): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        hostname,
        port,
        method,
        path: bad.path.replace(/[^\x21-\x7e]/g, encodeURIComponent),
        headers: {
          ...Object.fromEntries(Object.entries(bad.headers).map(([name, value]) => [name, latin1(value)])),
          ...(bad.body === undefined ? {} : { 'Content-Length': Buffer.byteLength(bad.body) }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(bad.body);
  });
}

const latin1 = (value: string): string => Buffer.from(value).toString('latin1');
