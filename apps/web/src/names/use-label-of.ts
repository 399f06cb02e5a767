/** Labels for lists whose rows are node keys: trace lists, users. Graphs bring their labels along. */
import { type LabelOf, labeller } from '@roentgen/contract'
import { friendlyName } from '@roentgen/picture'
import type { NodeKey } from '@roentgen/trace'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { namesQuery } from '../queries.ts'

const nobody: LabelOf = () => undefined

export function useLabelOf(): LabelOf {
  const { data } = useQuery(namesQuery())
  return useMemo(() => (data ? labeller(data, data.external) : nobody), [data])
}

/** What people call it, else the short technical name; while the names are not known too. */
export function useNameOf(): (node: NodeKey) => string {
  const labelOf = useLabelOf()
  return useMemo(() => (node) => friendlyName({ name: node.name, label: labelOf(node) }), [labelOf])
}
