import { cartOf } from '../factories/cart.js';
import type { TestUser } from '../factories/user.js';
import { payIn, type SandboxServer } from '../support/sandbox-server.js';

/** What a buyer does. */
export interface Plan {
  variantIds: string[];
  user?: TestUser;
  /** Whether it sends an Idempotency-Key. */
  key?: string;
  /** An account that changes its mind: another cart first, whose page must not be payable any more. */
  changesMind?: boolean;
  /** Leaves without paying. */
  leaves?: boolean;
  /** Its success page asks before the webhook came. */
  verifies?: boolean;
  delivery: 'once' | 'twice' | 'late' | 'out_of_order';
}

export interface Shopping {
  url: string;
  sandbox: SandboxServer;
  /** Requests that ended without an answer, as the server was killed over them or not there. */
  cut: number;
  /** What must not happen. */
  wrong: string[];
}

const PATIENCE_MS = 60_000;

/** Opens a page, pays, looks at the success page: each again until there is an answer, as people do. */
export async function buy(shopping: Shopping, plan: Plan): Promise<void> {
  const { variantIds, changesMind, leaves, key } = plan;
  const [first, second = first] = variantIds;
  const dropped = changesMind ? await open(shopping, plan, [first!], key && `${key}-first`) : null;
  const sessionId = await open(shopping, plan, changesMind ? [second!] : variantIds, key);
  if (!leaves) await pay(shopping, sessionId, plan);
  if (!dropped) return;
  const { status } = await payIn(shopping.sandbox, dropped);
  if (status === 200) shopping.wrong.push(`The replaced page ${dropped} could be paid`);
}

/** Pays what is open, in the middle of everything. */
export async function pay(
  shopping: Shopping,
  sessionId: string,
  { delivery, verifies }: Pick<Plan, 'delivery' | 'verifies'>,
): Promise<void> {
  const paid = payIn(shopping.sandbox, sessionId, { delivery, ...(delivery === 'late' && { delay: 1 }) });
  if (verifies) await verify(shopping, sessionId);
  const { status } = await paid;
  if (status !== 200) shopping.wrong.push(`Page ${sessionId} could not be paid: ${status}`);
}

/** @returns Stripe's id of the page */
async function open(shopping: Shopping, { user }: Plan, variantIds: string[], key?: string): Promise<string> {
  const body = JSON.stringify(cartOf(variantIds.map((variantId) => ({ variantId, quantity: 1 }))));
  const headers = { 'Content-Type': 'application/json', ...user?.auth, ...(key && { 'Idempotency-Key': key }) };
  const ask = () => fetch(`${shopping.url}/api/checkout/create-session`, { method: 'POST', headers, body });
  const answer = await untilAnswered(shopping, ask, ({ ok }) => ok);
  return ((await answer.json()) as { sessionId: string }).sessionId;
}

async function verify(shopping: Shopping, sessionId: string): Promise<void> {
  const ask = () => fetch(`${shopping.url}/api/checkout/verify-session/${sessionId}`);
  // 400: not paid yet; 409: paid, and the goods were gone.
  await untilAnswered(shopping, ask, ({ status }) => [200, 400, 409].includes(status));
}

/** Asks again while the server is away or says that it can't just now; anything else is wrong, a 500 first of all. */
async function untilAnswered(
  shopping: Shopping,
  ask: () => Promise<Response>,
  isAnswer: (response: Response) => boolean,
): Promise<Response> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await ask().catch(() => null);
    if (response && isAnswer(response)) return response;
    // 502: a balancer in between lost the server over it.
    if (!response || response.status === 502) shopping.cut++;
    else if (response.status !== 503) {
      throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
    }
    if (Date.now() > end) throw new Error('No answer for a minute');
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 100));
  }
}
