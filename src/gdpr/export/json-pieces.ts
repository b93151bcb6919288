/** Lists that are read page by page, by name; they may be nested in an object. */
export interface Lists {
  [name: string]: AsyncIterable<readonly object[]> | Lists;
}

/**
 * Writes a JSON object piece by piece, a page of a list at a time, so that no more than a page is ever in memory.
 * @param head the first members, written unchanged
 */
export async function* jsonPieces(head: object, lists: Lists): AsyncGenerator<string> {
  yield JSON.stringify(head).slice(0, -1);
  let separator = Object.keys(head).length > 0 ? ',' : '';
  for (const [name, list] of Object.entries(lists)) {
    yield `${separator}${JSON.stringify(name)}:`;
    separator = ',';
    if (isPaged(list)) yield* arrayPieces(list);
    else yield* jsonPieces({}, list);
  }
  yield '}';
}

async function* arrayPieces(pages: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  yield '[';
  let separator = '';
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield separator + JSON.stringify(page).slice(1, -1);
    separator = ',';
  }
  yield ']';
}

function isPaged(list: Lists[string]): list is AsyncIterable<readonly object[]> {
  return Symbol.asyncIterator in list;
}
