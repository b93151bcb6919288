import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { NewUpload } from '../uploads/store/upload-store.js';

const FOLDER = new URL('../../prisma/seed/', import.meta.url);

export interface DemoVariant {
  id: string;
  name: string;
  language: string | null;
  edition: string | null;
  priceCents: number;
  /** What is left after the demo orders. */
  stock: number;
  sku: string;
}

export interface DemoProduct {
  id: string;
  slug: string;
  name: string;
  category: string;
  description: string;
  images: { id: string; url: string; altText: string }[];
  variants: DemoVariant[];
}

interface ProductInFile extends Omit<DemoProduct, 'images'> {
  images: { id: string; picture: string; altText: string }[];
}

/** The products, and their pictures under the names that the uploads give them: a name stands for the same bytes. */
export async function readDemoCatalog(): Promise<{ products: DemoProduct[]; pictures: NewUpload[] }> {
  const inFile = JSON.parse(await readFile(new URL('demo-catalog.json', FOLDER), 'utf8')) as ProductInFile[];
  const pictures = new Map<string, NewUpload>();
  for (const { picture } of inFile.flatMap(({ images }) => images)) {
    const path = fileURLToPath(new URL(`pictures/${picture}`, FOLDER));
    const hash = createHash('sha256').update(await readFile(path));
    pictures.set(picture, { path, name: `${hash.digest('hex').slice(0, 32)}.webp` });
  }
  const products = inFile.map((product) => ({
    ...product,
    images: product.images.map(({ id, picture, altText }) => ({
      id,
      url: `/uploads/${pictures.get(picture)!.name}`,
      altText,
    })),
  }));
  return { products, pictures: [...pictures.values()] };
}
