import { randomBytes } from 'node:crypto';
import { copyFile, open, rename, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { makePrivateFolder } from '../../config/private-files.js';
import { uploadConfig, type UploadConfig } from '../../config/upload.config.js';
import { UploadStore, type NewUpload, type StoredUpload } from './upload-store.js';

/** Keeps uploads in the folder `UPLOAD_DIR`; several instances may share it. */
@Injectable()
export class FolderStore extends UploadStore {
  private readonly folder: string;

  constructor(@Inject(uploadConfig.KEY) { dir }: UploadConfig) {
    super();
    this.folder = dir;
  }

  /** Copied first, as the two places may be on two disks, and named at the end: a file is whole or not there. */
  async keep(uploads: NewUpload[]): Promise<void> {
    makePrivateFolder(this.folder);
    // Instances that start together keep the same pictures of the demo.
    const call = randomBytes(4).toString('hex');
    const part = (name: string) => join(this.folder, `.${name}.${call}.part`);
    try {
      for (const { name, path } of uploads) await copyFile(path, part(name));
      for (const { name } of uploads) await rename(part(name), this.file(name));
    } catch (error) {
      for (const { name } of uploads) {
        await rm(part(name), { force: true });
        await rm(this.file(name), { force: true });
      }
      throw error;
    }
  }

  async open(name: string): Promise<StoredUpload | null> {
    const file = await open(this.file(name)).catch(nullIfMissing);
    if (!file) return null;
    const { size } = await file.stat();
    return { sizeBytes: size, contents: file.createReadStream() };
  }

  async remove(name: string): Promise<boolean> {
    const removed = await unlink(this.file(name)).then(() => true, nullIfMissing);
    return removed ?? false;
  }

  private file(name: string): string {
    return join(this.folder, name);
  }
}

function nullIfMissing(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}
