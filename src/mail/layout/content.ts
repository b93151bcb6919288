/** A part of a mail. All texts are plain text, never markup. */
export type MailBlock =
  | { text: string }
  /** Separate lines, as of an address or a message. */
  | { lines: string[] }
  | { link: Link }
  /** Two columns: label and amount. */
  | { table: { rows: Row[]; total?: Row } }
  /** Small print at the end, with a plain link instead of a button. */
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
