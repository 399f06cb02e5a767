/* Asks for the map's files and its graph while the page's code is still on its way; `src/early.ts` hands the answer over when it is asked for. */
;(() => {
  // A named view brings members of its own, a console's link another page.
  const asked = new URLSearchParams(location.search)
  if (location.pathname !== '/map' && location.pathname !== '/') return
  if (!asked.has('view') && location.hash === '') {
    const out = new URLSearchParams()
    for (const [name, usual] of [['source'], ['from', 'now-15m'], ['to', 'now'], ['filter'], ['group']]) {
      const value = asked.get(name) || usual
      if (value) out.append(name, value)
    }
    const url = `/api/graph?${out}`
    const answer = fetch(url, { headers: { accept: 'application/json', 'x-roentgen-early': '1' } })
    answer.catch(() => {})
    globalThis.roentgenEarly = { url, answer }
  }
  for (const file of (document.currentScript.dataset.map || '').split(' ').filter(Boolean))
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: `/${file}` }))
})()
