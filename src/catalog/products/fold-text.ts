const LIGATURES: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', '’': "'" };

/** Lower case, without accents and ligatures: "Cœur d’Été" and "coeur d'ete" are the same to a search. */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[œæßøłđ’]/g, (letter) => LIGATURES[letter]!);
}
