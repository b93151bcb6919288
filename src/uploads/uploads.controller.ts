import { Controller, Delete, HttpCode, Param, Post, UploadedFiles, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../common/decorators/access.decorator.js';
import { ApiErrors } from '../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../common/message.response.js';
import { receiveFiles, type IncomingFile } from '../common/multipart/receive-files.js';
import { RouteLimits } from '../security/rate-limit/route-limits.decorator.js';
import { UploadedImagesResponse } from './uploaded-image.response.js';
import { UploadsService } from './uploads.service.js';

const MAX_FILES = 10;
const MAX_FILE_BYTES = 5 * 1024 * 1024;

const BODY = {
  type: 'object' as const,
  required: ['images'],
  properties: {
    images: { type: 'array' as const, maxItems: MAX_FILES, items: { type: 'string' as const, format: 'binary' } },
  },
};

@ApiTags('admin: pictures')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/upload')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  /**
   * Uploads pictures, ten of 5 MB at most: JPEG, PNG, GIF or WebP, by their bytes. They are re-encoded without
   * metadata. All are stored or none.
   */
  @Post()
  @HttpCode(200)
  @RouteLimits(['upload'])
  @UseInterceptors(receiveFiles('images', { maxFiles: MAX_FILES, maxBytes: MAX_FILE_BYTES }))
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: BODY })
  @ApiOkResponse({ type: UploadedImagesResponse })
  @ApiErrors({
    400: ['NO_FILES', 'TOO_MANY_FILES', 'INVALID_MULTIPART'],
    413: ['FILE_TOO_LARGE'],
    415: ['UNSUPPORTED_IMAGE_TYPE'],
  })
  async upload(
    @CurrentUser() admin: AuthUser,
    @UploadedFiles() files: IncomingFile[] | undefined,
  ): Promise<UploadedImagesResponse> {
    return { images: await this.uploads.keep(admin.userId, files ?? []) };
  }

  /** Removes a picture that no product shows. */
  @Delete(':filename')
  @ApiOkResponse({ type: MessageResponse, example: { message: 'L’image a été supprimée.' } })
  @ApiParam({ name: 'filename', example: '0f3a5c7e9b1d2f4a6c8e0b2d4f6a8c0e.webp' })
  @ApiErrors({ 404: ['FILE_NOT_FOUND'], 409: ['FILE_IN_USE'] })
  async remove(@CurrentUser() admin: AuthUser, @Param('filename') filename: string): Promise<MessageResponse> {
    await this.uploads.remove(admin.userId, filename);
    return { message: 'L’image a été supprimée.' };
  }
}
