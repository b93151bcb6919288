import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import pLimit from 'p-limit';
import { tradeConfig, type TradeConfig } from '../config/trade.config.js';
import {
  readRarities,
  readSeries,
  readSet,
  readSetDates,
  readSetList,
  type CardRarity,
  type SerieBrief,
  type SetBrief,
  type SetDate,
  type SetDetail,
} from './tcgdex/answers.js';
import { CALL_LIMITS, callPolicy } from './tcgdex/call-policy.js';
import { isRecord } from './tcgdex/fields.js';
import { checked, fetchJson, UpstreamError } from './tcgdex/http-json.js';

/** TCGdex refuses addresses that send bursts: so many calls at once, and so many waiting for their turn. */
const AT_ONCE = 3;
const WAITING_MAX = 60;
/** Milliseconds for a call with its retries. */
const TOTAL_MS = 9_000;
/** More than any set has. */
const CARDS_MAX = 1000;

/**
 * The only place that talks to TCGdex (REST, and GraphQL for what REST tells card by card). Every method rejects when
 * TCGdex gives no usable answer after a few tries, or, after too many failures, at once.
 */
@Injectable()
export class TcgdexGateway implements OnModuleDestroy {
  private readonly limit = pLimit(AT_ONCE);
  private readonly closing = new AbortController();
  private readonly main = callPolicy(CALL_LIMITS);
  /** Apart, and without retries: what may be missing must not keep the cards from being asked for. */
  private readonly extra = callPolicy({ ...CALL_LIMITS, retries: 0, failuresToBreak: 3, breakMs: 60_000 });

  constructor(@Inject(tradeConfig.KEY) private readonly config: TradeConfig) {}

  onModuleDestroy(): void {
    this.closing.abort();
  }

  listSets(): Promise<SetBrief[]> {
    return this.call(async (signal) => {
      const answer = await fetchJson(`${this.config.baseUrl}/sets`, signal);
      return checked(readSetList, answer);
    });
  }

  /**
   * @param id of the form of `isSetId`
   * @returns null when TCGdex has no set of this id. It falls back from id to name, in any case (source of
   * tcgdex/cards-database, `jsonEndpoints.ts`): another set than the one asked for is none.
   */
  findSet(id: string): Promise<SetDetail | null> {
    return this.call(async (signal) => {
      const answer = await fetchJson(`${this.config.baseUrl}/sets/${encodeURIComponent(id)}`, signal);
      const set = answer === undefined ? null : checked(readSet, answer);
      return set?.id === id ? set : null;
    });
  }

  /** Ids and French names of the series. */
  listSeries(): Promise<SerieBrief[]> {
    return this.call(async (signal) => {
      const answer = await fetchJson(`${this.config.baseUrl}/series`, signal);
      return checked(readSeries, answer);
    }, this.extra);
  }

  /** When the sets came out: REST tells it set by set. The filter is there because the server wants one. */
  listSetDates(): Promise<SetDate[]> {
    const query = '{ sets(filters: { releaseDate: "-" }) @locale(lang: "fr") { id releaseDate } }';
    return this.call(async (signal) => checked(readSetDates, await this.ask(signal, query, 'sets')), this.extra);
  }

  /**
   * The rarity of a set's cards: REST tells it card by card. A filter matches whatever contains it, so cards of another
   * set may be among them.
   */
  listRarities(setId: string): Promise<CardRarity[]> {
    const query =
      'query ($id: ID!, $max: Int!) { cards(filters: { id: $id }, pagination: { page: 1, itemsPerPage: $max })' +
      ' @locale(lang: "fr") { id rarity } }';
    const variables = { id: `${setId}-`, max: CARDS_MAX };
    return this.call(
      async (signal) => checked(readRarities, await this.ask(signal, query, 'cards', variables)),
      this.extra,
    );
  }

  /** @returns the list under `field`; errors beside it don't matter, as a card without rarity is one */
  private async ask(signal: AbortSignal, query: string, field: string, variables: object = {}): Promise<unknown> {
    // Beside the languages: /v2/fr, /v2/graphql.
    const url = new URL('graphql', this.config.baseUrl).href;
    const answer = await fetchJson(url, signal, { query, variables });
    const data = isRecord(answer) ? answer.data : null;
    return isRecord(data) ? data[field] : null;
  }

  private call<T>(work: (signal: AbortSignal) => Promise<T>, policy = this.main): Promise<T> {
    if (this.limit.pendingCount >= WAITING_MAX) return Promise.reject(new UpstreamError('too many calls', false));
    return this.limit(() => {
      const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(TOTAL_MS)]);
      return policy.execute((context) => work(context.signal), signal);
    });
  }
}
