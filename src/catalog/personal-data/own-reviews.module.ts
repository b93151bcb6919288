import { Module } from '@nestjs/common';
import { OwnReviewsService } from './own-reviews.service.js';

@Module({ providers: [OwnReviewsService], exports: [OwnReviewsService] })
export class OwnReviewsModule {}
