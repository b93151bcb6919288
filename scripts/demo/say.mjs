export function say(text) {
  console.log(text);
}

export function chapter(title) {
  say(`\n${title}`);
}

/** @param {number} cents */
export function euros(cents) {
  return new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }).format(cents / 100);
}
