import { Injectable } from '@nestjs/common';
import pLimit from 'p-limit';
import type { Sharp, SharpInput, SharpOptions } from 'sharp';
import { FileTooLargeError } from '../../common/multipart/multipart.errors.js';
import { UnsupportedImageTypeError } from '../uploads.errors.js';
import { isImageType, type ImageType } from './image-type.js';

/** Pixels of all frames: a photo of 50 megapixels, or 200 frames of 500 × 500. A decompression bomb has more. */
const MAX_PIXELS = 51_000_000;
/** Longer sides are scaled down to this; no page of the shop shows more. */
const MAX_SIDE = 4096;
const MAX_SECONDS = 30;

const QUALITY = 85;

/** All other loaders are disabled: parsers of SVG, PDF, TIFF and the like never see the bytes. */
const LOADERS = ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadNsgif', 'VipsForeignLoadWebp'];

export interface EncodedImage {
  type: ImageType;
  /** In bytes. */
  size: number;
}

type SharpFactory = (input: SharpInput, options: SharpOptions) => Sharp;

/**
 * Re-encodes pictures, so that only the visible content is kept: no metadata of a photo, no script after the last
 * pixel. The only file that uses sharp, which is loaded at the first upload.
 */
@Injectable()
export class ImageEncoder {
  private sharp: Promise<SharpFactory> | undefined;
  /** One at a time: a large picture takes a core for seconds, and requests need the others. */
  private readonly limit = pLimit(1);

  /**
   * @param from any file
   * @param to where the picture is written, upright, of the same type; animated ones stay so
   * @throws UnsupportedImageTypeError when it is no JPEG, PNG, GIF or WebP, or a broken one
   * @throws FileTooLargeError when it has too many pixels
   */
  encode(from: string, to: string): Promise<EncodedImage> {
    return this.limit(async () => {
      const sharp = await (this.sharp ??= loadSharp());
      const { type, isAnimated } = await lookAt(sharp, from);
      try {
        const drawn = sharp(from, { animated: isAnimated, limitInputPixels: MAX_PIXELS, failOn: 'error' });
        if (!isAnimated) drawn.autoOrient();
        drawn.resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true });
        const { size } = await drawn[type](optionsOf(type)).timeout({ seconds: MAX_SECONDS }).toFile(to);
        return { type, size };
      } catch (error) {
        throw isSystemError(error) ? error : new UnsupportedImageTypeError('Picture broken or too slow to draw');
      }
    });
  }
}

/** Reads only the head of the file. */
async function lookAt(sharp: SharpFactory, from: string): Promise<{ type: ImageType; isAnimated: boolean }> {
  const metadata = await sharp(from, { animated: true, limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw isSystemError(error) ? error : new UnsupportedImageTypeError('Not a picture that is taken');
    });
  const { format, width, height, pages = 1 } = metadata;
  if (!isImageType(format)) throw new UnsupportedImageTypeError('Not a picture that is taken');
  // The frames of an animation are stacked vertically.
  if (width * height > MAX_PIXELS) throw new FileTooLargeError('Too many pixels', 'Cette image a trop de pixels.');
  return { type: format, isAnimated: pages > 1 };
}

function optionsOf(type: ImageType): object {
  return type === 'jpeg' || type === 'webp' ? { quality: QUALITY } : {};
}

/** Disk full, no permission: not the picture's fault. */
function isSystemError(error: unknown): boolean {
  return /ENOSPC|EACCES|EROFS|no space left|permission denied|read-only/i.test((error as Error).message);
}

async function loadSharp(): Promise<SharpFactory> {
  const { default: sharp } = await import('sharp');
  // Else sharp keeps threads and memory for the next picture, which may come next week.
  sharp.concurrency(1);
  sharp.cache(false);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: LOADERS });
  return sharp;
}
