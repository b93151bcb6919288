import { Readable } from 'node:stream';
import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import { DateTime } from 'luxon';
import { OwnReviewsService } from '../../catalog/personal-data/own-reviews.service.js';
import { OwnOrdersService } from '../../checkout/personal-data/own-orders.service.js';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { OwnCardsService } from '../../trade/personal-data/own-cards.service.js';
import { toProfileResponse } from '../../users/dto/profile.response.js';
import { OwnAccountService } from '../../users/personal-data/own-account.service.js';
import {
  eachOf,
  toCheckoutSession,
  toCollectionItem,
  toFavorite,
  toOrder,
  toReview,
  toTradeOffer,
  toUser,
} from './exported.js';
import { jsonPieces } from './json-pieces.js';

const VERSION = '1.0';

/** Everything that the shop knows of an account. */
@Injectable()
export class ExportService {
  constructor(
    private readonly account: OwnAccountService,
    private readonly orders: OwnOrdersService,
    private readonly reviews: OwnReviewsService,
    private readonly cards: OwnCardsService,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  /**
   * @returns a file that is read from the database while it is sent, page by page. Should that fail on the way, the
   *   connection is cut, so that nobody takes what came for all of it
   * @throws AccountGoneError
   */
  async export(userId: string): Promise<StreamableFile> {
    const exportDate = new Date();
    const { profile, ...user } = await this.account.get(userId);
    const head = {
      exportDate,
      exportVersion: VERSION,
      user: toUser(user),
      profile: profile && toProfileResponse(profile),
    };
    const pieces = jsonPieces(head, {
      orders: eachOf(this.orders.orders(userId), toOrder),
      openCheckoutSessions: eachOf(this.orders.openSessions(userId), toCheckoutSession),
      favorites: eachOf(this.account.favorites(userId), toFavorite),
      reviews: eachOf(this.reviews.reviews(userId), toReview),
      collection: eachOf(this.cards.collection(userId), toCollectionItem),
      tradeOffers: {
        created: eachOf(this.cards.offers({ creatorId: userId }), toTradeOffer),
        received: eachOf(this.cards.offers({ receiverId: userId }), toTradeOffer),
      },
    });
    return new StreamableFile(Readable.from(pieces, { objectMode: false }), {
      type: 'application/json; charset=utf-8',
      disposition: `attachment; filename="${fileName(user.username, DateTime.fromJSDate(exportDate, { zone: this.app.timeZone }))}"`,
    });
  }
}

/** Plain characters alone: a quote or a line break would end the header's value. */
function fileName(username: string, date: DateTime): string {
  return `mes-donnees-${username.replace(/[^\w-]/g, '_')}-${date.toFormat('yyyy-MM-dd')}.json`;
}
