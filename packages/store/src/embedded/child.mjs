/**
 * The process that is ClickHouse: plain JavaScript without imports of ours, so that it runs beside sources and bundles alike.
 * It loads the engine library and calls `clickhouse local` in it on another thread; the event loop here stays free to notice that
 * the parent is gone. Started by `start.ts` only; what it needs comes as one JSON argument.
 */
import { DataType, load, open } from 'ffi-rs'

/** @type {{ library: string, argv: string[] }} */
const { library, argv } = JSON.parse(process.argv[2] ?? '{}')

// Rows are on disk before an insert answers (fsync_after_insert), so an end without ceremony loses nothing. Leaving by
// `process.exit` would run the library's own exit handlers while its threads still work.
const leave = () => process.kill(process.pid, 'SIGKILL')
process.on('disconnect', leave)
process.on('SIGTERM', leave)
process.on('SIGINT', leave)

open({ library: 'chdb', path: library })
load({
  library: 'chdb',
  funcName: 'chdb_query_cmdline',
  retType: DataType.External,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [argv.length, argv],
  runInNewThread: true,
}).then(
  // The last statement never ends, so to come back is to have failed; the reason is on standard error.
  () => process.exit(3),
  (error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(4)
  },
)
