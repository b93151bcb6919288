import { mimetypeOf } from './store/upload-name.js';

export class UploadedImageResponse {
  /**
   * For a product's `images`.
   * @example "/uploads/0f3a5c7e9b1d2f4a6c8e0b2d4f6a8c0e.webp"
   */
  url!: string;
  /** @example "0f3a5c7e9b1d2f4a6c8e0b2d4f6a8c0e.webp" */
  filename!: string;
  /** What the sender called it. @example "coffret.jpg" */
  originalName!: string;
  /** In bytes, as it is kept. @example 48213 */
  size!: number;
  /** As found in its bytes. @example "image/webp" */
  mimetype!: string;
}

export class UploadedImagesResponse {
  /** In the order they were sent. */
  images!: UploadedImageResponse[];
}

export function toUploadedImage(upload: { name: string; originalName: string; size: number }): UploadedImageResponse {
  const { name, originalName, size } = upload;
  return { url: `/uploads/${name}`, filename: name, originalName, size, mimetype: mimetypeOf(name) };
}
