import type { Readable } from 'node:stream';

export interface NewUpload {
  /** Made by `newUploadName`. */
  name: string;
  /** A local file with its contents; it is left where it is. */
  path: string;
}

export interface StoredUpload {
  sizeBytes: number;
  contents: Readable;
}

/**
 * Where uploads are kept. Implement these three for another place, and provide it in uploads.module.ts. Names are of
 * `newUploadName`, and what is kept under one never changes.
 */
export abstract class UploadStore {
  /** Keeps all of them or none. @throws when the place can't take them */
  abstract keep(uploads: NewUpload[]): Promise<void>;

  /** @returns null when there is none; else contents that must be read or destroyed */
  abstract open(name: string): Promise<StoredUpload | null>;

  /** @returns whether there was one */
  abstract remove(name: string): Promise<boolean>;
}
