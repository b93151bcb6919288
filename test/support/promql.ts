const WORDS = new Set(['and', 'or', 'unless', 'bool', 'offset']);

/** The names of the metrics in an expression of PromQL, in their order: what is neither label, value, function nor word. */
export function metricsIn(expression: string): string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replaceAll(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ');
  const names = bare.matchAll(/(?<![\w.])[a-zA-Z_:][\w:]*(?!\s*\()(?![\w:])/g);
  return [...names].map(([name]) => name).filter((name) => !WORDS.has(name));
}
