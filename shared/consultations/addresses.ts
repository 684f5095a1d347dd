/** Only https, and nothing that hides where it leads. Used where a link is taken and again where it is drawn. */
export function isWebAddress(address: string): boolean {
  return /^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?([/?#][^\s\\<>"]*)?$/i.test(address)
}

/** `have-your-say-on-policing`: for the address of a page; the caller makes it the only one. */
export function slugOf(title: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.split(/[^a-z0-9]+/).filter(Boolean)
  const slug = words.join('-').slice(0, 60).replace(/-+$/, '')
  return slug || 'consultation'
}
