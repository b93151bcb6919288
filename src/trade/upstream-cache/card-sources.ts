import { Inject, Injectable } from '@nestjs/common';
import { tradeConfig, type TradeConfig } from '../../config/trade.config.js';
import { TcgdexGateway } from '../tcgdex.gateway.js';
import {
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
} from '../tcgdex/answers.js';
import type { UpstreamSource } from './upstream-cache.service.js';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** A visitor waits ten seconds at most, and much less where a stale response exists. */
const MAIN = { missingTtlMs: 10 * MINUTE, retryAfterMs: 1_000, timeoutMs: { withStale: 2_500, withoutStale: 8_500 } };

/** Optional data of a response: a short timeout, and after a failure it is left out for a minute. */
const EXTRA = {
  ttlMs: DAY,
  missingTtlMs: DAY,
  retryAfterMs: MINUTE,
  timeoutMs: { withStale: 0, withoutStale: 1_500 },
};

/** What the card browser asks TCGdex for. */
@Injectable()
export class CardSources {
  readonly sets: UpstreamSource<SetBrief[]>;
  readonly set: UpstreamSource<SetDetail>;
  readonly series: UpstreamSource<SerieBrief[]>;
  readonly setDates: UpstreamSource<SetDate[]>;
  readonly rarities: UpstreamSource<CardRarity[]>;

  constructor(@Inject(tradeConfig.KEY) { cacheTtlMs: ttlMs }: TradeConfig, tcgdex: TcgdexGateway) {
    const main = { ...MAIN, ttlMs };
    this.sets = { ...main, name: 'sets:fr', load: () => tcgdex.listSets(), schema: setList };
    this.set = { ...main, name: 'cards:fr', load: (id) => tcgdex.findSet(id), schema: setDetail };
    this.series = { ...EXTRA, name: 'series:fr', load: () => tcgdex.listSeries(), schema: serieList };
    this.setDates = { ...EXTRA, name: 'set-dates:fr', load: () => tcgdex.listSetDates(), schema: setDateList };
    this.rarities = { ...EXTRA, name: 'rarities:fr', load: (id) => tcgdex.listRarities(id), schema: rarityList };
  }
}
