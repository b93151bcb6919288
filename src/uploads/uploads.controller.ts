import { Controller, Delete, HttpCode, Param, Post, UploadedFiles, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../common/decorators/access.decorator.js';
import { ApiErrors } from '../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../common/message.response.js';
import { RateLimit } from '../security/rate-limit/rate-limit.decorator.js';
import { MAX_FILES, ReceiveImages } from './receive-images.interceptor.js';
import { UploadedImagesResponse } from './uploaded-image.response.js';
import { UploadsService, type IncomingFile } from './uploads.service.js';

const BODY = {
  type: 'object' as const,
  required: ['images'],
  properties: {
    images: { type: 'array' as const, maxItems: MAX_FILES, items: { type: 'string' as const, format: 'binary' } },
  },
};

@ApiTags('administration')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/upload')
export class UploadsController {
  constructor(private readonly uploads: UploadsService) {}

  /**
   * Uploads pictures, ten of 5 MB at most: JPEG, PNG, GIF or WebP, by what their bytes are. They are drawn anew, without
   * what a camera wrote into them. All are kept or none.
   */
  @Post()
  @HttpCode(200)
  @RateLimit('upload')
  @UseInterceptors(ReceiveImages)
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
  @ApiOkResponse({ type: MessageResponse })
  @ApiParam({ name: 'filename', example: '0f3a5c7e9b1d2f4a6c8e0b2d4f6a8c0e.webp' })
  @ApiErrors({ 404: ['FILE_NOT_FOUND'], 409: ['FILE_IN_USE'] })
  async remove(@CurrentUser() admin: AuthUser, @Param('filename') filename: string): Promise<MessageResponse> {
    await this.uploads.remove(admin.userId, filename);
    return { message: 'L’image a été supprimée.' };
  }
}
