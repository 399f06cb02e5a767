/** An X-Ray API tells when a sampling rule was made and last changed; of deployments, groups and what is Roentgen's own it knows nothing. */
import { GetSamplingRulesCommand, type SamplingRuleRecord } from '@aws-sdk/client-xray'
import type { Window } from '@roentgen/store'
import type { SourceChange, SourceChanges } from '../port.ts'
import type { Asker } from './asker.ts'

export async function changesOf(asker: Asker, window: Window, most: number): Promise<SourceChanges> {
  const records: SamplingRuleRecord[] = []
  let token: string | undefined
  do {
    const input = token ? { NextToken: token } : {}
    const reply = await asker.ask('GetSamplingRules', input, (i) => asker.client.send(new GetSamplingRulesCommand(i)))
    records.push(...(reply.SamplingRuleRecords ?? []))
    token = reply.NextToken
  } while (token)
  const changes = records
    .flatMap(({ SamplingRule: rule, CreatedAt: created, ModifiedAt: modified }): SourceChange[] => {
      const subject = rule?.RuleName ?? ''
      const createdUs = (created?.getTime() ?? 0) * 1000
      const modifiedUs = (modified?.getTime() ?? 0) * 1000
      const of = (atUs: number, did: 'created' | 'changed'): SourceChange => ({
        atUs,
        kind: 'sampling-rule',
        did,
        subject,
      })
      return [
        ...(createdUs > 0 ? [of(createdUs, 'created')] : []),
        ...(modifiedUs > createdUs ? [of(modifiedUs, 'changed')] : []),
      ]
    })
    .filter(({ atUs }) => atUs >= window.fromUs && atUs < window.toUs)
    .sort((a, b) => a.atUs - b.atUs)
  const kept = changes.slice(-most)
  return {
    changes: kept,
    leftOut: changes.length - kept.length,
    uncounted: false,
    unknown: ['deployment', 'group', 'names', 'objectives'],
  }
}
