import { Controller, Get, Param, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../common/decorators/access.decorator.js';
import { isUploadName, mimetypeOf } from './store/upload-name.js';
import { UploadStore } from './store/upload-store.js';
import { FileNotFoundError } from './uploads.errors.js';

/** A name stands for the same bytes for ever. */
const CACHING = 'public, max-age=31536000, immutable';

/** `GET /uploads/<name>`, outside the API's prefix. The pipeline has set the headers that let nothing in it run. */
@ApiExcludeController()
@Public()
@Controller('uploads')
export class UploadedFilesController {
  constructor(private readonly store: UploadStore) {}

  @Get('{*path}')
  async serve(
    @Param('path') path: string[] | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile | undefined> {
    const name = path?.join('/') ?? '';
    const stored = isUploadName(name) ? await this.store.open(name) : null;
    if (!stored) throw new FileNotFoundError();

    response.set({ 'Cache-Control': CACHING, ETag: `"${name}"` });
    if (request.fresh) {
      stored.contents.destroy();
      response.status(304);
      return undefined;
    }
    return new StreamableFile(stored.contents, { type: mimetypeOf(name), length: stored.sizeBytes });
  }
}
