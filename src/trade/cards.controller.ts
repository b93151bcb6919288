import { Controller, Get, Param, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Public } from '../common/decorators/access.decorator.js';
import { ApiErrors } from '../common/decorators/api-errors.decorator.js';
import { PublicRead } from '../common/decorators/public-read.decorator.js';
import { CardsService } from './cards.service.js';
import { CardSetResponse } from './dto/card-set.response.js';
import { CardResponse } from './dto/card.response.js';
import { StaleResponseInterceptor, type Sourced } from './stale-response.interceptor.js';

const STALE_HEADERS = {
  Age: { description: 'Seconds since TCGdex gave this answer; only on an old one', schema: { type: 'integer' } },
  Warning: { description: '`110 - "Response is Stale"` on an old answer', schema: { type: 'string' } },
} as const;

@ApiTags('cards')
@Public()
@UseInterceptors(StaleResponseInterceptor)
@Controller('trade/sets')
export class CardsController {
  constructor(private readonly cards: CardsService) {}

  /** All sets of cards that have a logo or a symbol. */
  @Get()
  @PublicRead()
  @ApiOkResponse({ type: [CardSetResponse], headers: STALE_HEADERS })
  @ApiErrors({ 503: ['TRADE_UNAVAILABLE'] })
  listSets(): Promise<Sourced<CardSetResponse[]>> {
    return this.cards.listSets();
  }

  /** The cards of a set, by rarity, then by number. */
  @Get(':id/cards')
  @PublicRead()
  @ApiParam({
    name: 'id',
    schema: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$', example: 'demo-01' },
  })
  @ApiOkResponse({ type: [CardResponse], headers: STALE_HEADERS })
  @ApiErrors({ 400: ['INVALID_SET_ID'], 404: ['SET_NOT_FOUND'], 503: ['TRADE_UNAVAILABLE'] })
  listCards(@Param('id') id: string): Promise<Sourced<CardResponse[]>> {
    return this.cards.listCards(id);
  }
}
