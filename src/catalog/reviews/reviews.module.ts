import { Module } from '@nestjs/common';
import { AdminReviewsController } from './admin/admin-reviews.controller.js';
import { AdminReviewsService } from './admin/admin-reviews.service.js';
import { ReviewsController } from './reviews.controller.js';
import { ReviewsService } from './reviews.service.js';

@Module({
  controllers: [ReviewsController, AdminReviewsController],
  providers: [ReviewsService, AdminReviewsService],
})
export class ReviewsModule {}
