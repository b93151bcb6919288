import { Module } from '@nestjs/common';
import { AlertErasure } from './alert-erasure.service.js';
import { OwnReviewsService } from './own-reviews.service.js';

/** What the catalogue knows of people. */
@Module({ providers: [OwnReviewsService, AlertErasure], exports: [OwnReviewsService, AlertErasure] })
export class CatalogPersonalDataModule {}
