import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import pLimit from 'p-limit';
import { tradeConfig, type TradeConfig } from '../config/trade.config.js';
import {
  queried,
  rarityList,
  serieList,
  setDateList,
  setDetail,
  setList,
  type CardRarity,
  type SerieBrief,
  type SetBrief,
  type SetDate,
  type SetDetail,
} from './tcgdex/answers.js';
import { CALL_LIMITS, callPolicy } from './tcgdex/call-policy.js';
import { checked, fetchJson, UpstreamError } from './tcgdex/http-json.js';

/** TCGdex refuses clients that send bursts: limits of concurrent and of waiting calls. */
const AT_ONCE = 3;
const WAITING_MAX = 60;
/** Timeout of a call with its retries, in milliseconds. */
const TOTAL_MS = 9_000;
/** More than any set has. */
const CARDS_MAX = 1000;

/**
 * The only file that calls TCGdex: REST, and GraphQL for data that REST has only card by card. Every method rejects
 * when TCGdex gives no usable answer after a few tries, or at once while the circuit breaker is open.
 */
@Injectable()
export class TcgdexGateway implements OnModuleDestroy {
  private readonly limit = pLimit(AT_ONCE);
  private readonly closing = new AbortController();
  private readonly main = callPolicy(CALL_LIMITS);
  /** A separate policy without retries: optional data must not block the calls for cards. */
  private readonly extra = callPolicy({ ...CALL_LIMITS, retries: 0, failuresToBreak: 3, breakMs: 60_000 });

  constructor(@Inject(tradeConfig.KEY) private readonly config: TradeConfig) {}

  onModuleDestroy(): void {
    this.closing.abort();
  }

  listSets(): Promise<SetBrief[]> {
    return this.call(async (signal) => {
      const answer = await fetchJson(`${this.config.baseUrl}/sets`, signal);
      return checked(setList, answer);
    });
  }

  /**
   * @param id of the form of `isSetId`
   * @returns null when TCGdex has no set of this id. It falls back from id to name, in any case (source of
   *   tcgdex/cards-database, `jsonEndpoints.ts`): another set than the requested one counts as none.
   */
  findSet(id: string): Promise<SetDetail | null> {
    return this.call(async (signal) => {
      const answer = await fetchJson(`${this.config.baseUrl}/sets/${encodeURIComponent(id)}`, signal);
      const set = answer === undefined ? null : checked(setDetail, answer);
      return set?.id === id ? set : null;
    });
  }

  /** Ids and French names of the series. */
  listSeries(): Promise<SerieBrief[]> {
    return this.call(async (signal) => {
      const answer = await fetchJson(`${this.config.baseUrl}/series`, signal);
      return checked(serieList, answer);
    }, this.extra);
  }

  /** Release dates of the sets, which REST has only set by set. The server requires a filter. */
  listSetDates(): Promise<SetDate[]> {
    const query = '{ sets(filters: { releaseDate: "-" }) @locale(lang: "fr") { id releaseDate } }';
    return this.call(
      async (signal) => checked(queried('sets', setDateList), await this.ask(signal, query)),
      this.extra,
    );
  }

  /**
   * The rarity of a set's cards: REST has it only card by card. The filter matches substrings, so cards of other sets
   * may be included.
   */
  listRarities(setId: string): Promise<CardRarity[]> {
    const query =
      'query ($id: ID!, $max: Int!) { cards(filters: { id: $id }, pagination: { page: 1, itemsPerPage: $max })' +
      ' @locale(lang: "fr") { id rarity } }';
    const variables = { id: `${setId}-`, max: CARDS_MAX };
    return this.call(
      async (signal) => checked(queried('cards', rarityList), await this.ask(signal, query, variables)),
      this.extra,
    );
  }

  private ask(signal: AbortSignal, query: string, variables: object = {}): Promise<unknown> {
    // `/v2/graphql` is next to the languages (`/v2/fr`).
    const url = new URL('graphql', this.config.baseUrl).href;
    return fetchJson(url, signal, { query, variables });
  }

  private call<T>(work: (signal: AbortSignal) => Promise<T>, policy = this.main): Promise<T> {
    if (this.limit.pendingCount >= WAITING_MAX) return Promise.reject(new UpstreamError('too many calls', false));
    return this.limit(() => {
      const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(TOTAL_MS)]);
      return policy.execute((context) => work(context.signal), signal);
    });
  }
}
