import { Inject, Injectable } from '@nestjs/common';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { demoCards, demoSets } from './demo/demo-list.js';
import { toCardSetResponse, type CardSetResponse } from './dto/card-set.response.js';
import { toCardResponse, type CardResponse } from './dto/card.response.js';
import { CardAnswers } from './kept/card-answers.js';
import { NothingKeptError, type Answer, type KeptAnswers } from './kept/kept-answers.js';
import { inCardOrder } from './rules/card-order.js';
import { GuessGuard } from './rules/guess-guard.js';
import { serieIdOfSet } from './rules/serie-of-set.js';
import { isSetId } from './rules/set-id.js';
import type { Sourced } from './stale-answer.interceptor.js';
import type { CardRarity, SetDetail } from './tcgdex/answers.js';
import { CardsUnavailableError, InvalidSetIdError, SetNotFoundError } from './trade.errors.js';

/** The card browser: what TCGdex knows, or knew when it last answered. */
@Injectable()
export class CardsService {
  private readonly guesses = new GuessGuard(30, 60_000);
  /** Putting a set in order costs more than all the rest: done once for each pair of answers. */
  private readonly ordered = new WeakMap<SetDetail, { rarities: CardRarity[] | null; cards: CardResponse[] }>();

  constructor(
    private readonly answers: CardAnswers,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  /**
   * The sets that have a picture, in TCGdex's order. Serie and day are given where a second call tells them in time.
   * @throws CardsUnavailableError when TCGdex fails and nothing was kept; outside production the demo list steps in
   */
  async listSets(): Promise<Sourced<CardSetResponse[]>> {
    const { sets, series, setDates } = this.answers;
    const [answer, serieList, dateList] = await Promise.all([
      sets.read().catch(asNothingKept),
      this.ifKnown(series),
      this.ifKnown(setDates),
    ]);
    if (answer instanceof NothingKeptError) {
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

    const answer = await this.answers.set.read(id).catch(asNothingKept);
    if (answer instanceof NothingKeptError) return { body: await this.demoOf(id, answer), origin: 'demo' };
    if (answer === null) {
      this.guesses.noteMiss();
      throw new SetNotFoundError(id);
    }
    // Only now: a set that doesn't exist has no rarities to ask for.
    const rarities = await this.ifKnown(this.answers.rarities, id);
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
  private async demoOf(id: string, reason: NothingKeptError): Promise<CardResponse[]> {
    if (this.app.isProduction || (await this.isListed(id))) throw unavailable(`set ${id}`, reason);
    const cards = demoCards(id);
    if (!cards) throw new SetNotFoundError(id);
    return cards;
  }

  /** @returns null when there is no list to look into */
  private async isListed(id: string): Promise<boolean | null> {
    const sets = await this.answers.sets.peek();
    return sets && sets.some((set) => set.id === id);
  }

  /** For what an answer can do without. */
  private async ifKnown<T extends object>(answers: KeptAnswers<T>, id?: string): Promise<T | null> {
    const answer = await answers.read(id).catch(asNothingKept);
    return answer instanceof NothingKeptError ? null : (answer?.value ?? null);
  }
}

function asNothingKept(error: unknown): NothingKeptError {
  if (error instanceof NothingKeptError) return error;
  throw error;
}

function unavailable(what: string, { retryAfterMs }: NothingKeptError): CardsUnavailableError {
  return new CardsUnavailableError(what, Math.ceil(retryAfterMs / 1000));
}

function originOf({ staleSeconds }: Answer<object>): Sourced<unknown>['origin'] {
  return staleSeconds === null ? 'current' : { staleSeconds };
}
