import { Inject, Injectable } from '@nestjs/common';
import { tradeConfig, type TradeConfig } from '../../config/trade.config.js';
import { TcgdexGateway } from '../tcgdex.gateway.js';
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
} from '../tcgdex/answers.js';
import { KeptAnswers, type KeptKind } from './kept-answers.js';
import { SnapshotStore } from './snapshot.store.js';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** A visitor waits ten seconds at most, and much less where there is something to show. */
const MAIN = {
  patienceMs: { empty: 8_500, emptyAfterFailure: 4_000, stale: 2_500, staleAfterFailure: 1_000 },
  pause: { firstMs: 1_000, longestMs: 15_000 },
  missingMs: 10 * MINUTE,
};

/** What completes an answer: nobody waits long for it, and where it fails it stays away for a while. */
const EXTRA = {
  ttlMs: DAY,
  patienceMs: { empty: 1_500, emptyAfterFailure: 500, stale: 0, staleAfterFailure: 0 },
  pause: { firstMs: MINUTE, longestMs: 30 * MINUTE },
  missingMs: DAY,
};

/** One KeptAnswers for each thing that TCGdex is asked for. */
@Injectable()
export class CardAnswers {
  readonly sets: KeptAnswers<SetBrief[]>;
  readonly set: KeptAnswers<SetDetail>;
  readonly series: KeptAnswers<SerieBrief[]>;
  readonly setDates: KeptAnswers<SetDate[]>;
  readonly rarities: KeptAnswers<CardRarity[]>;

  constructor(
    private readonly store: SnapshotStore,
    @Inject(tradeConfig.KEY) { cacheTtlMs: ttlMs }: TradeConfig,
    tcgdex: TcgdexGateway,
  ) {
    const main = { ...MAIN, ttlMs };
    this.sets = this.keep({ ...main, name: 'sets:fr', max: 1, load: () => tcgdex.listSets(), restore: readSetList });
    this.set = this.keep({ ...main, name: 'cards:fr', max: 500, load: (id) => tcgdex.findSet(id), restore: readSet });
    this.series = this.keep({
      ...EXTRA,
      name: 'series:fr',
      max: 1,
      load: () => tcgdex.listSeries(),
      restore: readSeries,
    });
    this.setDates = this.keep({
      ...EXTRA,
      name: 'set-dates:fr',
      max: 1,
      load: () => tcgdex.listSetDates(),
      restore: readSetDates,
    });
    this.rarities = this.keep({
      ...EXTRA,
      name: 'rarities:fr',
      max: 500,
      load: (id) => tcgdex.listRarities(id),
      restore: readRarities,
    });
  }

  private keep<T extends object>(kind: KeptKind<T>): KeptAnswers<T> {
    return new KeptAnswers(this.store, kind);
  }
}
