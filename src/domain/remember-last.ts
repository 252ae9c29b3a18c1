/**
 * The same pure function, which need not work again for the last few texts it was given. Hundreds of items are held against one
 * long text, each of them against all of it.
 */
export function rememberLast<T>(compute: (text: string) => T, count = 4): (text: string) => T {
  const known = new Map<string, { readonly value: T }>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found.value
    const value = compute(text)
    known.set(text, { value })
    const [oldest] = known.keys()
    if (known.size > count && oldest !== undefined) known.delete(oldest)
    return value
  }
}
