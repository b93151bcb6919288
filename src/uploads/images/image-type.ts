/** The accepted types, by the file's bytes, not by its name or its `Content-Type`. */
export const IMAGE_TYPES = {
  jpeg: { extension: 'jpg', mimetype: 'image/jpeg' },
  png: { extension: 'png', mimetype: 'image/png' },
  gif: { extension: 'gif', mimetype: 'image/gif' },
  webp: { extension: 'webp', mimetype: 'image/webp' },
} as const;

export type ImageType = keyof typeof IMAGE_TYPES;

export function isImageType(format: string): format is ImageType {
  return Object.hasOwn(IMAGE_TYPES, format);
}
