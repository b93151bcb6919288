import { foldText } from './fold-text.js';

/** What `Product.searchText` holds. A line each, so that no match runs from the name into the description. */
export function searchTextOf({ name, description }: { name: string; description?: string | null }): string {
  return foldText(`${name}\n${description ?? ''}`);
}
