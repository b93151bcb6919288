import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderStore } from './folder-store.js';

describe('FolderStore', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'folder-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps the same files for several instances at once', async () => {
    const uploads = ['a', 'b', 'c'].map((letter) => {
      const path = join(folder, letter);
      writeFileSync(path, letter.repeat(100_000));
      return { name: `${letter}.webp`, path };
    });
    const dir = join(folder, 'uploads');
    await Promise.all(Array.from({ length: 4 }, () => new FolderStore({ dir }).keep(uploads)));
    expect(readdirSync(dir).sort()).toEqual(['a.webp', 'b.webp', 'c.webp']);
    expect(readFileSync(join(dir, 'b.webp'), 'utf8')).toBe('b'.repeat(100_000));
  });

  it('keeps none when one is missing', async () => {
    const path = join(folder, 'there');
    writeFileSync(path, 'x');
    const dir = join(folder, 'uploads');
    const uploads = [
      { name: 'there.webp', path },
      { name: 'missing.webp', path: join(folder, 'missing') },
    ];
    await expect(new FolderStore({ dir }).keep(uploads)).rejects.toThrow('ENOENT');
    expect(readdirSync(dir)).toEqual([]);
  });
});
