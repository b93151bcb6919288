/** An answer as it goes over the wire: neither serialised nor hashed again. */
export interface StoredAnswer {
  body: string;
  /** Of the body in UTF-8. */
  bytes: number;
  etag: string;
}

/** What instances that serve the same data share of their kept answers. None of it fails: it is there or not. */
export interface SharedAnswers {
  /** The generation as it is from this call on; undefined when nobody can say. */
  current(): Promise<string | undefined>;

  /** Ends once all instances know that the data has changed. */
  change(): Promise<void>;

  /** @returns with `expires`, in milliseconds since 1970 */
  find(slot: string): Promise<{ answer: StoredAnswer; expires: number } | undefined>;

  keep(slot: string, answer: StoredAnswer, ttlMs: number): void;
}
