import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import {
  Injectable,
  mixin,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { AnyFilesInterceptor } from '@nestjs/platform-express';
import { finalize, type Observable } from 'rxjs';
import { FileTooLargeError, InvalidMultipartError, TooManyFilesError } from './multipart.errors.js';

/** A received file: a temporary one, with the sender's name for it. */
export interface IncomingFile {
  path: string;
  originalname: string;
}

interface Limits {
  maxFiles: number;
  maxBytes: number;
  /** What the caller is told about a larger one. */
  tooLarge?: string;
}

/**
 * Reads the files of one field into temporary files, which are gone once the request is answered. Files of other fields
 * are dropped, as unknown fields are everywhere. It runs after the guards: nobody else's body is read.
 */
export function receiveFiles(field: string, { maxFiles, maxBytes, tooLarge }: Limits): Type<NestInterceptor> {
  @Injectable()
  class ReceiveFiles extends AnyFilesInterceptor({
    dest: tmpdir(),
    defParamCharset: 'utf8',
    limits: { files: maxFiles, fileSize: maxBytes, fields: 20, fieldSize: 10_000, fieldNameSize: 100, parts: 40 },
    fileFilter: (_request, { fieldname }, accept) => accept(null, fieldname === field),
  }) {
    override async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
      let answer: Observable<unknown>;
      try {
        answer = await super.intercept(context, next);
      } catch (error) {
        throw toUploadError(error, tooLarge);
      }
      return answer.pipe(finalize(() => void forget(context.switchToHttp().getRequest<Received>())));
    }
  }
  return mixin(ReceiveFiles);
}

interface Received {
  /** Absent when the body was no multipart. */
  files?: IncomingFile[];
}

async function forget({ files = [] }: Received): Promise<void> {
  for (const { path } of files) await rm(path, { force: true }).catch(() => undefined);
}

/** What multer and its parser throw, in our terms; the messages quote the body and go nowhere. */
function toUploadError(error: unknown, tooLarge?: string): unknown {
  const cause = (error as Error).cause ?? error;
  const { code, syscall } = cause as NodeJS.ErrnoException;
  if (code === 'LIMIT_FILE_SIZE') return new FileTooLargeError('File over the limit', tooLarge);
  if (code === 'LIMIT_FILE_COUNT') return new TooManyFilesError('More files than are taken');
  // The disk's failure, not the caller's.
  if (syscall && code !== 'ECONNRESET') return cause;
  return new InvalidMultipartError('Multipart body not readable');
}
