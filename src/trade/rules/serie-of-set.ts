/**
 * The id of the serie that a set belongs to. The list of sets doesn't name it, but the addresses of its pictures do:
 * `https://assets.tcgdex.net/<language or univ>/<serie>/<set>/logo`.
 * @returns null when there is no picture, or its address is of another form
 */
export function serieIdOfSet(set: { id: string; logo: string | null; symbol: string | null }): string | null {
  for (const address of [set.logo, set.symbol]) {
    const [, , serie, setId] = address && URL.canParse(address) ? new URL(address).pathname.split('/') : [];
    if (serie && setId === set.id) return serie;
  }
  return null;
}
