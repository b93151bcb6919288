import { Body, Controller, Delete, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../../../common/message.response.js';
import { AdminReviewDetailResponse, AdminReviewListResponse } from './admin-review.response.js';
import { AdminReviewsQuery } from './admin-reviews.query.js';
import { AdminReviewsService } from './admin-reviews.service.js';
import { ModerateReviewDto } from './moderate-review.dto.js';

@ApiTags('admin: reviews')
@ApiBearerAuth()
@AdminOnly()
@ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'], 403: ['ADMIN_ACCESS_REQUIRED'] })
@Controller('admin/reviews')
export class AdminReviewsController {
  constructor(private readonly reviews: AdminReviewsService) {}

  /** All reviews, newest first. */
  @Get()
  @ApiOkResponse({ type: AdminReviewListResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'] })
  list(@Query() query: AdminReviewsQuery): Promise<AdminReviewListResponse> {
    return this.reviews.list(query);
  }

  /** Approves a review, or hides it again. */
  @Patch(':reviewId')
  @ApiOkResponse({ type: AdminReviewDetailResponse })
  @ApiParam({ name: 'reviewId', example: 'demo-review-4' })
  @ApiErrors({ 400: ['VALIDATION_ERROR'], 404: ['REVIEW_NOT_FOUND'] })
  async moderate(
    @CurrentUser() admin: AuthUser,
    @Param('reviewId') reviewId: string,
    @Body() { isApproved }: ModerateReviewDto,
  ): Promise<AdminReviewDetailResponse> {
    return { review: await this.reviews.moderate(admin.userId, reviewId, isApproved) };
  }

  /** Deletes a review. */
  @Delete(':reviewId')
  @ApiOkResponse({ type: MessageResponse, example: { message: 'L’avis a été supprimé.' } })
  @ApiParam({ name: 'reviewId', example: 'demo-review-4' })
  @ApiErrors({ 404: ['REVIEW_NOT_FOUND'] })
  async delete(@CurrentUser() admin: AuthUser, @Param('reviewId') reviewId: string): Promise<MessageResponse> {
    await this.reviews.delete(admin.userId, reviewId);
    return { message: 'L’avis a été supprimé.' };
  }
}
