import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Public } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../../common/message.response.js';
import { PublicRead } from '../../common/decorators/public-read.decorator.js';
import { CreateReviewDto } from './dto/create-review.dto.js';
import { CanReviewResponse, ReviewListResponse, ReviewWrittenResponse } from './dto/review.response.js';
import { ReviewsQuery } from './dto/reviews.query.js';
import { UpdateReviewDto } from './dto/update-review.dto.js';
import { ReviewsService } from './reviews.service.js';

const ON_ITS_WAY = 'Merci pour votre avis ! Il sera publié après relecture.';

@ApiTags('reviews')
@Controller('reviews')
export class ReviewsController {
  constructor(private readonly reviews: ReviewsService) {}

  /** A product's approved reviews, newest first, with their mean. */
  @Get('product/:productId')
  @Public()
  @PublicRead()
  @ApiOkResponse({ type: ReviewListResponse })
  @ApiParam({ name: 'productId', example: 'demo-etb-flammes' })
  @ApiErrors({ 400: ['VALIDATION_ERROR'], 404: ['PRODUCT_NOT_FOUND'] })
  list(@Param('productId') productId: string, @Query() query: ReviewsQuery): Promise<ReviewListResponse> {
    return this.reviews.list(productId, query);
  }

  /** Whether the user may review a product: once, after buying it. */
  @Get('can-review/:productId')
  @ApiBearerAuth()
  @ApiOkResponse({ type: CanReviewResponse })
  @ApiParam({ name: 'productId', example: 'demo-etb-flammes' })
  @ApiErrors({ 404: ['PRODUCT_NOT_FOUND'] })
  canReview(@CurrentUser() user: AuthUser, @Param('productId') productId: string): Promise<CanReviewResponse> {
    return this.reviews.canReview(user.userId, productId);
  }

  /** Reviews a product that one has bought; it is shown once approved. */
  @Post()
  @ApiBearerAuth()
  @ApiCreatedResponse({ type: ReviewWrittenResponse })
  @ApiErrors({
    400: ['VALIDATION_ERROR'],
    403: ['PURCHASE_REQUIRED'],
    404: ['PRODUCT_NOT_FOUND'],
    409: ['REVIEW_ALREADY_EXISTS'],
  })
  async create(@CurrentUser() user: AuthUser, @Body() body: CreateReviewDto): Promise<ReviewWrittenResponse> {
    return { review: await this.reviews.create(user.userId, body), message: ON_ITS_WAY };
  }

  /** Changes one's own review, which then has to be approved again. */
  @Put(':reviewId')
  @ApiBearerAuth()
  @ApiOkResponse({ type: ReviewWrittenResponse })
  @ApiParam({ name: 'reviewId', example: 'demo-review-4' })
  @ApiErrors({ 400: ['VALIDATION_ERROR'], 403: ['FORBIDDEN'], 404: ['REVIEW_NOT_FOUND'] })
  async update(
    @CurrentUser() user: AuthUser,
    @Param('reviewId') reviewId: string,
    @Body() body: UpdateReviewDto,
  ): Promise<ReviewWrittenResponse> {
    return { review: await this.reviews.update(user.userId, reviewId, body), message: ON_ITS_WAY };
  }

  /** Deletes one's own review. */
  @Delete(':reviewId')
  @ApiBearerAuth()
  @ApiOkResponse({ type: MessageResponse, example: { message: 'Votre avis a été supprimé.' } })
  @ApiParam({ name: 'reviewId', example: 'demo-review-4' })
  @ApiErrors({ 403: ['FORBIDDEN'], 404: ['REVIEW_NOT_FOUND'] })
  async delete(@CurrentUser() user: AuthUser, @Param('reviewId') reviewId: string): Promise<MessageResponse> {
    await this.reviews.delete(user.userId, reviewId);
    return { message: 'Votre avis a été supprimé.' };
  }
}
