import type { ResourcePolicy } from '../../control/policies.ts'

export const wirePolicy = ({ name, document, revision, updatedS }: ResourcePolicy) => ({
  PolicyName: name,
  PolicyDocument: document,
  PolicyRevisionId: String(revision),
  LastUpdatedTime: updatedS,
})
