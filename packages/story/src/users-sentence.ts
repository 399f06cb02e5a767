import type { Sentence } from './sentence.ts'

export type StoryUsers = {
  readonly total: number
  readonly affected: number
  /** Worst first. */
  readonly users: readonly {
    readonly user: string
    readonly traces: number
    readonly error: number
    readonly throttle: number
    readonly fault: number
  }[]
}

/** Who was hit, in words. */
export function usersSentence(answer: StoryUsers): Sentence {
  const evidence = { nodes: [], edges: [] }
  if (answer.total === 0) return { id: 'story.users.none', values: {}, evidence }
  const worst = answer.users[0]
  if (answer.affected === 0 || !worst) return { id: 'story.users.fine', values: { total: answer.total }, evidence }
  return {
    id: 'story.users.affected',
    values: {
      total: answer.total,
      affected: answer.affected,
      user: worst.user,
      failures: worst.fault + worst.throttle + worst.error,
      traces: worst.traces,
    },
    evidence,
  }
}
