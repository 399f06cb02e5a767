import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const bff = `http://127.0.0.1:${process.env.ROENTGEN_WEB_PORT ?? '4000'}`

/**
 * The page that most come for: its files are named on the script that runs before all others (`public/early.js`), which asks for them on
 * pages that show it. Asked for by the router, they would come when all code of the frame has run.
 */
const mapEarly: Plugin = {
  name: 'map-early',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      const chunks = Object.values(bundle ?? {}).filter((one) => one.type === 'chunk')
      const map = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/pages/map/index.tsx'))
      const files = new Set<string>()
      const add = (file: string): void => {
        if (files.has(file) || html.includes(file)) return
        files.add(file)
        for (const other of chunks.find(({ fileName }) => fileName === file)?.imports ?? []) add(other)
      }
      if (map) add(map.fileName)
      const tag = '<script src="/early.js">'
      if (bundle && (!map || !html.includes(tag))) throw new Error('the files of the map cannot be named in the page')
      return html.replace(tag, `<script src="/early.js" data-map="${[...files].join(' ')}">`)
    },
  },
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), mapEarly],
  worker: { format: 'es' },
  // Nothing inline: the bff serves these files under script-src 'self'.
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The frame of all pages (React, router, queries, texts) is a little over the usual limit, packed 160 kB.
    chunkSizeWarningLimit: 600,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        strictExecutionOrder: true,
        // Groups are named after all that share them.
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        codeSplitting: {
          groups: [
            { name: 'cytoscape', test: /node_modules[\\/](cytoscape|lodash|heap)/, priority: 2 },
            // What pages share came in seventy files of a few hundred bytes: asking for each took longer than all of their code.
            { name: 'initial', tags: ['$initial'], priority: 1 },
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 60_000 },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '/api': { target: bff } } },
})
