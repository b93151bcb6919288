import { rm } from 'node:fs/promises';
import { Inject, Injectable } from '@nestjs/common';
import { recordInAuditLog } from '../audit/audit-log.js';
import { isPictureUsed } from '../catalog/products/picture-uses.js';
import { NoFilesError } from '../common/multipart/multipart.errors.js';
import type { IncomingFile } from '../common/multipart/receive-files.js';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { cleanFileName } from './clean-file-name.js';
import { ImageEncoder } from './images/image-encoder.js';
import { toUploadedImage, type UploadedImageResponse } from './uploaded-image.response.js';
import { isUploadName, newUploadName } from './store/upload-name.js';
import { UploadStore, type NewUpload } from './store/upload-store.js';
import { FileInUseError, FileNotFoundError } from './uploads.errors.js';

/** Pictures that administrators upload for their products. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly encoder: ImageEncoder,
    private readonly store: UploadStore,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  /**
   * Stores all of them, re-encoded and under random names, or none.
   * @throws NoFilesError
   * @throws UnsupportedImageTypeError, FileTooLargeError for the first unacceptable file
   */
  async keep(adminId: string, files: IncomingFile[]): Promise<UploadedImageResponse[]> {
    if (files.length === 0) throw new NoFilesError('images');
    const drawn: NewUpload[] = [];
    try {
      const images: UploadedImageResponse[] = [];
      for (const { path, originalname } of files) {
        const target = `${path}.drawn`;
        drawn.push({ name: '', path: target });
        const { type, size } = await this.encoder.encode(path, target);
        const name = newUploadName(type);
        drawn[drawn.length - 1] = { name, path: target };
        images.push(toUploadedImage({ name, originalName: cleanFileName(originalname), size }));
      }
      await this.keepAll(adminId, drawn);
      return images;
    } finally {
      for (const { path } of drawn) await rm(path, { force: true });
    }
  }

  private async keepAll(adminId: string, uploads: NewUpload[]): Promise<void> {
    await this.store.keep(uploads);
    try {
      await this.prisma.$transaction(async (tx) => {
        for (const { name } of uploads) await recordInAuditLog(tx, adminId, 'upload.create', name, { after: { name } });
      });
    } catch (error) {
      for (const { name } of uploads) await this.store.remove(name);
      throw error;
    }
  }

  /**
   * @throws FileNotFoundError
   * @throws FileInUseError while a product shows it
   */
  async remove(adminId: string, name: string): Promise<void> {
    if (!isUploadName(name)) throw new FileNotFoundError();
    const url = `/uploads/${name}`;
    await this.prisma.$transaction(async (tx) => {
      // Before the check: on SQLite no product can be changed from here on.
      await recordInAuditLog(tx, adminId, 'upload.delete', name, { before: { name } });
      if (await isPictureUsed(tx, [url, `${this.app.publicUrl}${url}`])) throw new FileInUseError();
      // Last, because it can't be undone.
      if (!(await this.store.remove(name))) throw new FileNotFoundError();
    });
  }
}
