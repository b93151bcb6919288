import { readCsv } from './read-csv.js';

const COLUMNS = ['slug', 'name', 'text'];

/** @param size bytes a chunk; 1 puts every letter and line end across chunks */
async function read(csv: string | Buffer, size = 65_536) {
  const bytes = Buffer.from(csv);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
  }
  const rows = [];
  for await (const row of readCsv(chunks(), COLUMNS, ['slug'])) rows.push(row);
  return rows;
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe.each([1, 5, 65_536])('readCsv, %i bytes a chunk', (size) => {
  it.each([
    ['after a cell of three lines', latin1('slug;name\na;"1\n2 ""x""\n3"\nb;f\xeate\n'), 3],
    ['after a cell of three lines with CRLF', latin1('slug;name\r\na;"1\r\n2\r\n3"\r\nb;f\xeate\r\n'), 3],
    ['in a file with CR alone', latin1('slug;name\ra;x\rb;f\xeate\r'), 3],
    ['after letters of several bytes', Buffer.concat([Buffer.from('slug;name\na;é€�\n'), latin1('b;\xeate')]), 3],
    ['after an empty line', latin1('slug;name\n\nb;f\xeate\n'), 3],
  ])('names the row, as a spreadsheet counts, of what is not UTF-8 %s', async (_, csv, row) => {
    await expect(read(csv, size)).rejects.toMatchObject({
      problems: [{ row, msg: expect.stringContaining('UTF-8') }],
    });
  });

  it('says that a file which ends inside a letter may be cut off', async () => {
    const cut = Buffer.from('slug;name\na;"1\n2"\nb;fé').subarray(0, -1);
    await expect(read(cut, size)).rejects.toMatchObject({
      problems: [{ row: 3, msg: expect.stringContaining('le fichier est peut-être coupé') }],
    });
  });

  it.each([
    ['LF', 'slug;text\na;"1\r\n2"\n\nb;x\n'],
    ['CRLF', 'slug;text\r\na;"1\r\n2"\r\n\r\nb;x\r\n'],
    ['CR', 'slug;text\ra;"1\r\n2"\r\rb;x\r'],
    ['CRLF, then LF', 'slug;text\r\na;"1\r\n2"\n\nb;x'],
    ['LF, then CRLF', 'slug;text\na;"1\r\n2"\r\n\r\nb;x\r\n'],
    ['CR, then CRLF and LF', 'slug;text\ra;"1\r\n2"\r\n\nb;x'],
  ])('reads lines that end in %s', async (_, csv) => {
    expect(await read(csv, size)).toEqual([
      { row: 2, cells: { slug: 'a', text: '1\r\n2' } },
      { row: 4, cells: { slug: 'b', text: 'x' } },
    ]);
  });

  it('ignores columns without a name or a cell, and names row and number of one that has a cell', async () => {
    expect(await read('slug;;name;;\na;;x;;\n', size)).toEqual([{ row: 2, cells: { slug: 'a', name: 'x' } }]);
    await expect(read('slug;;name;;\na;;x;;\nb;;x; y;', size)).rejects.toMatchObject({
      text: expect.stringMatching(/^Ligne 3, colonne 4 : Cette cellule/),
    });
  });
});
