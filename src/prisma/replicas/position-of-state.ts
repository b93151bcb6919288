import type { WalPosition } from './wal-position.js';

/**
 * Milliseconds after which it is asked anew for the same state: so old is at most what a replica answers of a change
 * that nobody told of, as its instance died between commit and telling. It also notices a failover.
 */
const GOOD_FOR_MS = 5_000;

/**
 * The primary's position for a state of the data that has a name. Whoever changes something commits, then gives the
 * state another name, then answers. The position is asked for by whoever has seen a name first, hence after all commits
 * that the name stands for; as long as the name is the same, nothing else was answered. So a server that has come up to
 * the position has every change that was answered before the name was asked for.
 */
export class PositionOfState {
  private known: { state: string; until: number; position: Promise<WalPosition> } | undefined;

  constructor(private readonly ask: () => Promise<WalPosition>) {}

  /** @param state its name, asked for after the request had come; no name ever comes again */
  at(state: string): Promise<WalPosition> {
    if (this.known?.state === state && this.known.until > Date.now()) return this.known.position;
    const known = { state, until: Date.now() + GOOD_FOR_MS, position: this.ask() };
    this.known = known;
    known.position.catch(() => {
      if (this.known === known) this.known = undefined;
    });
    return known.position;
  }
}
