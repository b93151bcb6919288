import { Agent, createServer, request as ask } from 'node:http';

/** Interval of the readiness checks. */
export const CHECK_MS = 200;

/** A slower check counts as not ready. */
const CHECK_TIMEOUT_MS = 5_000;

/** Shorter than a Node server keeps an idle connection, so that none is used while it closes. */
const IDLE_MS = 3_000;

/** Hop-by-hop headers. */
const OF_CONNECTION = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/**
 * A small load balancer: round robin over the ready instances, over all when none is ready. A request that an instance could
 * not accept goes to the next one. An accepted request that breaks is 502 `CUT_OFF`, never repeated: only the caller knows
 * whether that is safe. 503 `NO_INSTANCE`: no instance accepted it.
 * @param {string[]} urls the instances: `http://127.0.0.1:<port>`
 */
export async function startBalancer(urls) {
  let instances = urls.map(newInstance);
  let turn = 0;
  const counts = { cut: 0, refused: 0 };

  const server = createServer((incoming, outgoing) => {
    const chunks = [];
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('end', () => void forward(incoming, Buffer.concat(chunks), outgoing));
  });
  // Longer than clients keep a connection.
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const checking = setInterval(() => instances.forEach(check), CHECK_MS).unref();

  async function forward(incoming, body, outgoing) {
    for (const instance of inTurn()) {
      if (await send(instance, incoming, body, outgoing)) return;
      takeOut(instance);
    }
    counts.refused++;
    answer(outgoing, 503, 'NO_INSTANCE');
  }

  function find(url) {
    return instances.find((instance) => instance.url.href === new URL(url).href);
  }

  /** Ready instances first, each once, starting with the next one. */
  function inTurn() {
    const first = turn++;
    const all = instances.map((_, i) => instances[(first + i) % instances.length]);
    const ready = all.filter(({ isReady }) => isReady);
    return ready.length ? ready : all;
  }

  /** @returns {Promise<boolean>} false when the instance received nothing */
  function send(instance, incoming, body, outgoing) {
    const { hostname, port } = instance.url;
    const { method, url: path } = incoming;
    const headers = { ...incoming.headers, 'x-forwarded-for': incoming.socket.remoteAddress };
    for (const name of OF_CONNECTION) delete headers[name];
    if (body.length) headers['content-length'] = body.length;

    return new Promise((resolve) => {
      const request = ask({ agent: instance.agent, hostname, port, method, path, headers });
      let isSent = false;
      request.on('socket', (socket) => {
        if (socket.connecting) socket.once('connect', () => (isSent = true));
        else isSent = true;
      });
      request.on('response', (response) => {
        instance.answered++;
        pass(response, outgoing, () => counts.cut++);
        resolve(true);
      });
      request.on('error', () => {
        if (isSent && !outgoing.headersSent) {
          counts.cut++;
          answer(outgoing, 502, 'CUT_OFF');
        }
        resolve(isSent);
      });
      request.end(body);
    });
  }

  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Requests that broke, and requests that no instance accepted. */
    counts,
    /** Responses by instance. */
    answered: () => instances.map(({ answered }) => answered),
    isReady: (url) => find(url).isReady,
    /** Replaces the instances. */
    use: (others) => {
      instances.forEach(takeOut);
      instances = others.map(newInstance);
    },
    close: async () => {
      clearInterval(checking);
      instances.forEach(takeOut);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function newInstance(url) {
  return {
    url: new URL(url),
    agent: new Agent({ keepAlive: true, timeout: IDLE_MS }),
    isReady: false,
    isChecked: false,
    answered: 0,
  };
}

/** One check at a time. */
function check(instance) {
  if (instance.isChecked) return;
  instance.isChecked = true;
  const { hostname, port } = instance.url;
  const request = ask({ hostname, port, path: '/api/health/ready', agent: false, timeout: CHECK_TIMEOUT_MS });
  const end = (isReady) => {
    instance.isChecked = false;
    if (isReady) instance.isReady = true;
    else takeOut(instance);
  };
  request.on('response', (response) => {
    response.resume();
    end(response.statusCode === 200);
  });
  request.on('timeout', () => request.destroy());
  request.on('error', () => end(false));
  request.end();
}

/** Sends no new request there; current ones finish. */
function takeOut(instance) {
  instance.isReady = false;
  for (const idle of Object.values(instance.agent.freeSockets).flat()) idle.destroy();
}

function answer(outgoing, status, code) {
  outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ code }));
}

function pass(response, outgoing, onCut) {
  const headers = Object.entries(response.headers).filter(([name]) => !OF_CONNECTION.includes(name));
  outgoing.writeHead(response.statusCode, Object.fromEntries(headers));
  response.pipe(outgoing);
  response.on('error', () => {
    onCut();
    outgoing.destroy();
  });
}
