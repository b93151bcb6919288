import { randomBytes } from 'node:crypto';
import { IMAGE_TYPES, type ImageType } from '../images/image-type.js';

const NAME = /^[0-9a-f]{32}\.(jpg|png|gif|webp)$/;

/** A name that nobody can guess and that never comes back: nothing of the sender's is in it. */
export function newUploadName(type: ImageType): string {
  return `${randomBytes(16).toString('hex')}.${IMAGE_TYPES[type].extension}`;
}

/** Whether a name is one of ours; any other names nothing, and no file system is asked. */
export function isUploadName(name: string): boolean {
  return NAME.test(name);
}

/** @param name one of ours */
export function mimetypeOf(name: string): string {
  return Object.values(IMAGE_TYPES).find(({ extension }) => name.endsWith(`.${extension}`))!.mimetype;
}
