import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Injectable, type CallHandler, type ExecutionContext } from '@nestjs/common';
import { AnyFilesInterceptor } from '@nestjs/platform-express';
import { finalize, type Observable } from 'rxjs';
import type { IncomingFile } from './uploads.service.js';
import { FileTooLargeError, InvalidMultipartError, TooManyFilesError } from './uploads.errors.js';

export const MAX_FILES = 10;
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

/**
 * Reads the files of the field `images` into temporary files, which are gone once the request is answered. Files of
 * other fields are dropped, as unknown fields are everywhere. It runs after the guards: nobody else's body is read.
 */
@Injectable()
export class ReceiveImages extends AnyFilesInterceptor({
  dest: tmpdir(),
  defParamCharset: 'utf8',
  limits: { files: MAX_FILES, fileSize: MAX_FILE_BYTES, fields: 20, fieldSize: 10_000, fieldNameSize: 100, parts: 40 },
  fileFilter: (_request, { fieldname }, accept) => accept(null, fieldname === 'images'),
}) {
  override async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    let answer: Observable<unknown>;
    try {
      answer = await super.intercept(context, next);
    } catch (error) {
      throw toUploadError(error);
    }
    return answer.pipe(finalize(() => void forget(context.switchToHttp().getRequest<Received>())));
  }
}

interface Received {
  /** Absent when the body was no multipart. */
  files?: IncomingFile[];
}

async function forget({ files = [] }: Received): Promise<void> {
  for (const { path } of files) await rm(path, { force: true }).catch(() => undefined);
}

/** What multer and its parser throw, in our terms; the messages quote the body and go nowhere. */
function toUploadError(error: unknown): unknown {
  const cause = (error as Error).cause ?? error;
  const { code, syscall } = cause as NodeJS.ErrnoException;
  if (code === 'LIMIT_FILE_SIZE') return new FileTooLargeError('File over the limit');
  if (code === 'LIMIT_FILE_COUNT') return new TooManyFilesError('More files than are taken');
  // The disk's failure, not the caller's.
  if (syscall && code !== 'ECONNRESET') return cause;
  return new InvalidMultipartError('Multipart body not readable');
}
