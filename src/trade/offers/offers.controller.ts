import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiErrors, type CodesByStatus } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { MakeOfferDto } from './dto/make-offer.dto.js';
import { OfferSavedResponse, OffersResponse, OneOfferResponse } from './dto/offer.response.js';
import { OffersQuery } from './dto/offers.query.js';
import { OfferAnswersService } from './offer-answers.service.js';
import { OffersService } from './offers.service.js';

const ANSWER_ERRORS: CodesByStatus = { 400: ['OFFER_NOT_PENDING'], 403: ['FORBIDDEN'], 404: ['OFFER_NOT_FOUND'] };

@ApiTags('trade offers')
@ApiBearerAuth()
@Controller('trade-offers')
export class OffersController {
  constructor(
    private readonly offers: OffersService,
    private readonly answers: OfferAnswersService,
  ) {}

  /** Offers a user, given by id or username, cards for cards. */
  @Post()
  @ApiCreatedResponse({ type: OfferSavedResponse })
  @ApiErrors({ 400: ['INVALID_RECEIVER', 'TOO_MANY_PENDING_OFFERS'], 404: ['RECEIVER_NOT_FOUND'] })
  make(@CurrentUser() { userId }: AuthUser, @Body() body: MakeOfferDto): Promise<OfferSavedResponse> {
    return this.offers.make(userId, body);
  }

  /** Lists the offers that the account made, or that were made to it, newest first. */
  @Get()
  @ApiOkResponse({ type: OffersResponse })
  list(@CurrentUser() { userId }: AuthUser, @Query() query: OffersQuery): Promise<OffersResponse> {
    return this.offers.list(userId, query);
  }

  /** Shows an offer to one of its two parties. */
  @Get(':offerId')
  @ApiParam({ name: 'offerId', example: 'demo-offer' })
  @ApiOkResponse({ type: OneOfferResponse })
  @ApiErrors({ 403: ['FORBIDDEN'], 404: ['OFFER_NOT_FOUND'] })
  get(@CurrentUser() { userId }: AuthUser, @Param('offerId') offerId: string): Promise<OneOfferResponse> {
    return this.offers.get(userId, offerId);
  }

  /** The receiver agrees. */
  @Post(':offerId/accept')
  @HttpCode(200)
  @ApiParam({ name: 'offerId', example: 'demo-offer' })
  @ApiOkResponse({ type: OfferSavedResponse })
  @ApiErrors(ANSWER_ERRORS)
  accept(@CurrentUser() { userId }: AuthUser, @Param('offerId') offerId: string): Promise<OfferSavedResponse> {
    return this.answers.answer(userId, offerId, 'accept');
  }

  /** The receiver refuses. */
  @Post(':offerId/reject')
  @HttpCode(200)
  @ApiParam({ name: 'offerId', example: 'demo-offer' })
  @ApiOkResponse({ type: OfferSavedResponse })
  @ApiErrors(ANSWER_ERRORS)
  reject(@CurrentUser() { userId }: AuthUser, @Param('offerId') offerId: string): Promise<OfferSavedResponse> {
    return this.answers.answer(userId, offerId, 'reject');
  }

  /** The creator calls the offer off. */
  @Post(':offerId/cancel')
  @HttpCode(200)
  @ApiParam({ name: 'offerId', example: 'demo-offer' })
  @ApiOkResponse({ type: OfferSavedResponse })
  @ApiErrors(ANSWER_ERRORS)
  cancel(@CurrentUser() { userId }: AuthUser, @Param('offerId') offerId: string): Promise<OfferSavedResponse> {
    return this.answers.answer(userId, offerId, 'cancel');
  }
}
