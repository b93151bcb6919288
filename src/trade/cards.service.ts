import { Inject, Injectable } from '@nestjs/common';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { demoCards, demoSets } from './demo/demo-list.js';
import { toCardSetResponse, type CardSetResponse } from './dto/card-set.response.js';
import { toCardResponse, type CardResponse } from './dto/card.response.js';
import { inCardOrder } from './rules/card-order.js';
import { GuessGuard } from './rules/guess-guard.js';
import { serieIdOfSet } from './rules/serie-of-set.js';
import { isSetId } from './rules/set-id.js';
import type { Sourced } from './stale-response.interceptor.js';
import type { CardRarity, SetDetail } from './tcgdex/answers.js';
import { CardSources } from './upstream-cache/card-sources.js';
import {
  UpstreamCacheService,
  UpstreamUnavailableError,
  type UpstreamResponse,
  type UpstreamSource,
} from './upstream-cache/upstream-cache.service.js';
import { CardsUnavailableError, InvalidSetIdError, SetNotFoundError } from './trade.errors.js';

/** The card browser: what TCGdex knows, or knew when it last answered. */
@Injectable()
export class CardsService {
  private readonly guesses = new GuessGuard(30, 60_000);
  /** Putting a set in order costs more than all the rest: done once for each pair of cached values. */
  private readonly ordered = new WeakMap<SetDetail, { rarities: CardRarity[] | null; cards: CardResponse[] }>();

  constructor(
    private readonly cache: UpstreamCacheService,
    private readonly sources: CardSources,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  /**
   * The sets that have a picture, in TCGdex's order. Serie and day are given where a second call tells them in time.
   * @throws CardsUnavailableError when TCGdex fails and there is no stale response; outside production the demo list steps in
   */
  async listSets(): Promise<Sourced<CardSetResponse[]>> {
    const { sets, series, setDates } = this.sources;
    const [answer, serieList, dateList] = await Promise.all([
      this.cache.get(sets).catch(asUnavailable),
      this.ifKnown(series),
      this.ifKnown(setDates),
    ]);
    if (answer instanceof UpstreamUnavailableError) {
      if (this.app.isProduction) throw unavailable('sets', answer);
      return { body: demoSets(), origin: 'demo' };
    }
    if (answer === null) throw new Error('A list is never missing');
    const serieNames = new Map(serieList?.map(({ id, name }) => [id, name]));
    const dates = new Map(dateList?.map(({ id, releaseDate }) => [id, releaseDate]));
    const body = answer.value
      .filter(({ logo, symbol }) => logo !== null || symbol !== null)
      .map((set) => toCardSetResponse(set, serieNames.get(serieIdOfSet(set) ?? '') ?? null, dates.get(set.id) ?? null));
    return { body, origin: originOf(answer) };
  }

  /**
   * The cards of a set, by rarity, then by number. Rarities are given where one more call tells them in time.
   * @param id as somebody typed it
   * @throws InvalidSetIdError, SetNotFoundError
   * @throws CardsUnavailableError as above
   */
  async listCards(id: string): Promise<Sourced<CardResponse[]>> {
    if (!isSetId(id)) throw new InvalidSetIdError();
    if (this.guesses.tooMany() && (await this.isListed(id)) === false) throw new SetNotFoundError(id);

    const answer = await this.cache.get(this.sources.set, id).catch(asUnavailable);
    if (answer instanceof UpstreamUnavailableError) return { body: await this.demoOf(id, answer), origin: 'demo' };
    if (answer === null) {
      this.guesses.noteMiss();
      throw new SetNotFoundError(id);
    }
    // Only now: a set that doesn't exist has no rarities to ask for.
    const rarities = await this.ifKnown(this.sources.rarities, id);
    return { body: this.inOrder(answer.value, rarities), origin: originOf(answer) };
  }

  private inOrder(set: SetDetail, rarities: CardRarity[] | null): CardResponse[] {
    const done = this.ordered.get(set);
    if (done?.rarities === rarities) return done.cards;
    const rarityOf = new Map(rarities?.map(({ id, rarity }) => [id, rarity]));
    const cards = inCardOrder(set.cards.map((card) => toCardResponse(card, rarityOf.get(card.id) ?? null, set)));
    this.ordered.set(set, { rarities, cards });
    return cards;
  }

  /** A set that is really there, but not in the demo list, is out of reach rather than unknown. */
  private async demoOf(id: string, reason: UpstreamUnavailableError): Promise<CardResponse[]> {
    if (this.app.isProduction || (await this.isListed(id))) throw unavailable(`set ${id}`, reason);
    const cards = demoCards(id);
    if (!cards) throw new SetNotFoundError(id);
    return cards;
  }

  /** @returns null when there is no list to look into */
  private async isListed(id: string): Promise<boolean | null> {
    const sets = await this.cache.peek(this.sources.sets);
    return sets && sets.some((set) => set.id === id);
  }

  /** For what the response can do without. */
  private async ifKnown<T extends object>(source: UpstreamSource<T>, id?: string): Promise<T | null> {
    const answer = await this.cache.get(source, id).catch(asUnavailable);
    return answer instanceof UpstreamUnavailableError ? null : (answer?.value ?? null);
  }
}

function asUnavailable(error: unknown): UpstreamUnavailableError {
  if (error instanceof UpstreamUnavailableError) return error;
  throw error;
}

function unavailable(what: string, { retryAfterMs }: UpstreamUnavailableError): CardsUnavailableError {
  return new CardsUnavailableError(what, Math.ceil(retryAfterMs / 1000));
}

function originOf({ staleSeconds }: UpstreamResponse<object>): Sourced<unknown>['origin'] {
  return staleSeconds === null ? 'current' : { staleSeconds };
}
