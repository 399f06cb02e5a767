/** Which X-Ray group each node counts to: the bff is asked for the map of each group, and only where one groups by them. */
import type { Membership } from '@roentgen/picture'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { graphQuery, groupsQuery, type WindowQuery } from '../../../queries.ts'

/** Each is a filtered map, which costs far more than the one of everything. */
export const mostGroups = 10

export type GroupMembership = {
  /** Undefined: not known yet, or not asked for. */
  readonly of: Membership | undefined
  /** Groups beyond the first ones were not asked for. */
  readonly leftOut: number
  readonly failed: boolean
}

/** A node of several groups counts to the smallest: that says most about it. */
export function membershipOf(
  groups: readonly { readonly name: string; readonly nodes: readonly string[] }[],
): Membership {
  const found = new Map<string, string>()
  const largestFirst = [...groups].sort((a, b) => b.nodes.length - a.nodes.length || (a.name < b.name ? 1 : -1))
  for (const { name, nodes } of largestFirst) for (const id of nodes) found.set(id, name)
  return found
}

export function useMembership(window: WindowQuery, isAsked: boolean): GroupMembership {
  const groups = useQuery({ ...groupsQuery(window.source), enabled: isAsked })
  const named = (groups.data?.groups ?? []).filter((one) => one.filter !== null)
  const asked = isAsked ? named.slice(0, mostGroups) : []
  const of = useQueries({
    queries: asked.map(({ name }) => graphQuery({ ...window, group: name })),
    combine: (answers) => {
      if (!isAsked || groups.isPending || answers.some((answer) => answer.isPending)) return undefined
      return asked.map(({ name }, i) => ({ name, nodes: answers[i]?.data?.nodes.map((node) => node.id) ?? [] }))
    },
  })
  return {
    of: useMemo(() => of && membershipOf(of), [of]),
    leftOut: isAsked ? Math.max(0, named.length - mostGroups) : 0,
    failed: isAsked && groups.isError,
  }
}
