/* Sets data-theme before the first paint. The same rule lives in src/theme/theme.ts, which takes over from here. */
;(() => {
  let chosen = 'system'
  try {
    chosen = localStorage.getItem('roentgen.theme') || 'system'
  } catch {}
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
