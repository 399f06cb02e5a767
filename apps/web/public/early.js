/* Asks for the map's files and what it opens with while the page's code is still on its way; `src/early.ts` hands the answer over when it is asked for. */
;(() => {
  // A named view brings members of its own, a console's link another page.
  const asked = new URLSearchParams(location.search)
  if (location.pathname !== '/map' && location.pathname !== '/') return
  if (!asked.has('view') && location.hash === '') {
    // `src/first-picture.ts` has the same rule.
    const isWhole =
      ['node', 'edge', 'trace', 'hide', 'find', 'focus', 'lines', 'before', 'since', 'at'].some((name) =>
        asked.get(name),
      ) ||
      ['group', 'none'].includes(asked.get('by')) ||
      asked.get('as') === 'table'
    const out = new URLSearchParams()
    const names = [['source'], ['from', 'now-15m'], ['to', 'now'], ['filter'], ['group']]
    for (const [name, usual] of isWhole ? names : [...names, ['by'], ['open'], ['only']]) {
      const value = asked.get(name) || usual
      if (value) out.append(name, value)
    }
    const url = `/api/${isWhole ? 'graph' : 'picture'}?${out}`
    const answer = fetch(url, { headers: { accept: 'application/json', 'x-roentgen-early': '1' } })
    answer.catch(() => {})
    globalThis.roentgenEarly = { url, answer }
  }
  for (const file of (document.currentScript.dataset.map || '').split(' ').filter(Boolean))
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: `/${file}` }))
})()
