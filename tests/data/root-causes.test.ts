/** Root causes of the samples and of what AWS recorded, as the fact sheet reads them (4.3, appendix A). */
import type { DelayEntity, FailureEntity, RootCause } from '@roentgen/trace'
import { describe, expect, it } from 'vitest'
import { assembleAll, sampleLines } from './sample.ts'

function summaryOf(name: string) {
  const [trace] = assembleAll(sampleLines(name))
  if (trace === undefined) throw new Error(`no trace in ${name}`)
  return trace.summary
}

const services = (causes: readonly RootCause<FailureEntity | DelayEntity>[]) =>
  causes.map(({ clientImpacting, services }) => ({
    clientImpacting,
    services: services.map(({ node, inferred, path }) => [
      `${node.name} / ${node.type}`,
      inferred,
      path.map(({ name, remote }) => (remote ? `${name} (remote)` : name)),
    ]),
  }))

describe('root causes', () => {
  it('04: the throttled table is listed with the errors, and hits no client by itself', () => {
    const { faultRootCauses, errorRootCauses, responseTimeRootCauses } = summaryOf('04-dynamodb-throttle')
    expect(faultRootCauses).toEqual([])
    expect(services(errorRootCauses)).toEqual([
      { clientImpacting: false, services: [['sessions / AWS::DynamoDB::Table', true, ['DynamoDB']]] },
    ])
    expect(services(responseTimeRootCauses)).toEqual([
      {
        clientImpacting: true,
        services: [
          ['sessions-api / null', false, ['sessions-api', 'DynamoDB (remote)']],
          ['sessions / AWS::DynamoDB::Table', true, ['DynamoDB']],
        ],
      },
    ])
  })

  it('11: through two exceptions of a local subsegment to the database; the 404 beside it is another matter', () => {
    const { faultRootCauses, errorRootCauses } = summaryOf('11-exceptions-cause-chain')
    expect(services(faultRootCauses)).toEqual([
      {
        clientImpacting: true,
        services: [
          [
            'ledger / AWS::EC2::Instance',
            false,
            ['ledger', '## LedgerService.post', 'ledger@ledger-db.internal (remote)'],
          ],
          ['ledger@ledger-db.internal / Database::SQL', true, ['ledger@ledger-db.internal']],
        ],
      },
    ])
    expect(faultRootCauses[0]?.services[0]?.path.map((entity) => entity.exceptions)).toEqual([
      [],
      [
        { name: 'com.example.ledger.PostingException', message: 'could not post transfer tr-551' },
        { name: 'com.example.ledger.LockException', message: 'account lock not acquired' },
      ],
      [
        {
          name: 'java.sql.SQLTransientException',
          message: 'Lock wait timeout exceeded; try restarting transaction',
        },
      ],
    ])
    expect(services(errorRootCauses)).toEqual([
      { clientImpacting: false, services: [['fx.example.org / remote', true, ['fx.example.org']]] },
    ])
  })

  it('06: two calls of just under half of the time each are no reason', () => {
    expect(summaryOf('06-ecs-go-two-services').responseTimeRootCauses).toEqual([])
  })
})
