/** @returns at most `max` UTF-16 units of a text, without half a surrogate pair at the end: Stripe refuses that */
export function cutText(text: string, max: number): string {
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}
