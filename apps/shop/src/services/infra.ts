import { join } from 'node:path'
import { startBank } from '../infra/bank.ts'
import { makeTemplate, startDatabase } from '../infra/database.ts'
import { startQueue } from '../infra/queue.ts'
import { startTable } from '../infra/table.ts'
import { isOn, joinShop, onChange, onStop, ready } from '../kit/join.ts'
import { chance, lognormal } from '../kit/work.ts'

const [, , task, directory] = process.argv
if (task === 'make-template' && directory !== undefined) {
  await makeTemplate(directory)
  process.exit(0)
}

joinShop()
const kept = process.env.ROENTGEN_DATA ? join(process.env.ROENTGEN_DATA, 'shop') : null
const [database, table, queue, bank] = await Promise.all([
  startDatabase(kept, () => (isOn('slow-database') ? lognormal(650, 0.5) : lognormal(chance(0.01) ? 120 : 2.5, 0.6))),
  startTable(() => (isOn('throttled-table') ? 0.75 : 0.012)),
  startQueue(),
  startBank({ hangs: () => isOn('payment-timeouts') && chance(0.7) }),
])
onChange(() => void bank.setOpen(!isOn('bank-down')))
onStop(() => database.stop())
ready({ database: database.port, table, queue, bank: bank.port })
