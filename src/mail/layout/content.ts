/** A part of a mail. Plain text throughout: whatever stands in it, nothing is markup. */
export type MailBlock =
  | { text: string }
  /** Lines of their own, as in an address or a message that somebody wrote. */
  | { lines: string[] }
  | { link: Link }
  /** Two columns: what, and how much. */
  | { table: { rows: Row[]; total?: Row } }
  /** Smaller, at the end; its link is one in the text, and no button. */
  | { note: string; link?: Link };

export interface Link {
  label: string;
  url: string;
}

export type Row = [what: string, howMuch: string];

export interface MailContent {
  heading: string;
  blocks: MailBlock[];
}
