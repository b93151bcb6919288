import { Module } from '@nestjs/common';
import { ImageEncoder } from './images/image-encoder.js';
import { FolderStore } from './store/folder-store.js';
import { UploadStore } from './store/upload-store.js';
import { UploadedFilesController } from './uploaded-files.controller.js';
import { UploadsController } from './uploads.controller.js';
import { UploadsService } from './uploads.service.js';

@Module({
  controllers: [UploadsController, UploadedFilesController],
  providers: [UploadsService, ImageEncoder, { provide: UploadStore, useClass: FolderStore }],
})
export class UploadsModule {}
