/** The order of every list: newest first, and by id where two are as old as one another. */
export const NEWEST_FIRST = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];
