import { setTimeout as wait } from 'node:timers/promises';

/** Pages that visitors read; the last one needs the database each time. */
const PATHS = ['/api/products', '/api/products?search=produit', '/api/reviews/product/none'];

/** A page that does not come counts as that. */
const NO_ANSWER = 'no answer';

export interface Visits {
  /** @returns how many answers there were of each kind: the status, and the code of a failure of the server's */
  end(): Promise<Map<string, number>>;
}

/** Visitors who read one page after the other until the end. */
export function visiting(url: string, people = 4): Visits {
  const told = new Map<string, number>();
  let isOver = false;
  const one = async (first: number): Promise<void> => {
    for (let i = first; !isOver; i++) {
      const answer = await look(`${url}${PATHS[i % PATHS.length]!}`);
      told.set(answer, (told.get(answer) ?? 0) + 1);
      await wait(10);
    }
  };
  const all = Promise.all(Array.from({ length: people }, (_, i) => one(i)));
  return {
    end: async () => {
      isOver = true;
      await all;
      return told;
    },
  };
}

async function look(address: string): Promise<string> {
  try {
    const answer = await fetch(address);
    const body = (await answer.json()) as { code?: string };
    return answer.status < 500 ? '200' : `${answer.status} ${body.code}`;
  } catch {
    return NO_ANSWER;
  }
}
