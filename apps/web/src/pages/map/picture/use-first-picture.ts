/** What a map of a large system opens with, and when the graph itself is asked for. */
import type { DrawnReply } from '@roentgen/contract'
import { type Drawn, inWords, wordOf } from '@roentgen/picture'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { prepare } from '../../../api.ts'
import { firstPictureOf, hasGraph } from '../../../first-picture.ts'
import { pictureQuery, type WindowQuery } from '../../../queries.ts'
import type { SearchOf } from '../../../search.ts'
import { keyWords } from './words.ts'

/** Longer than a picture takes to be drawn: then something is in its way, and the graph does not wait for it. */
const patienceMs = 2000

export type First = {
  readonly drawn: Drawn
  /** The calls that are given, those that say most; null: all are. */
  readonly lines: { readonly ids: ReadonlySet<string>; readonly of: number } | null
}

const none: Drawn['found'] = null

export function drawnOf({ picture: keyed, by, opened, within, hidden, chosenOf }: DrawnReply): First {
  const words = keyWords()
  const picture = inWords(keyed, words)
  const holder = new Map(picture.nodes.flatMap(({ id, group }) => (group?.members ?? [id]).map((one) => [one, id])))
  return {
    drawn: {
      ...{ picture, whole: picture, left: picture, by, within: new Map(within), hidden, holder },
      opened: opened.map((one) => ({ ...one, label: wordOf(one.label, words) })),
      ...{ found: none, hide: null, find: null, focusMissing: false },
    },
    lines: chosenOf === null ? null : { ids: new Set(picture.edges.map(({ id }) => id)), of: chosenOf },
  }
}

/** `isAwaited`: the graph is not to be asked for yet. */
export function useFirstPicture(search: SearchOf<'/map'>, window: WindowQuery) {
  const queries = useQueryClient()
  const [asked] = useState(() => (hasGraph(queries) ? null : firstPictureOf(search)))
  const { by, open, only } = search
  const of = JSON.stringify(window)
  const now = JSON.stringify([by, open, only])
  const [then] = useState({ of, now })
  const isOfWindow = asked !== null && of === then.of
  const [isSeen, setSeen] = useState(false)
  // What else is asked for meanwhile, the graph shows; until it is there, this is better than nothing.
  const isOn = isOfWindow && now === then.now && !isSeen
  const { data, isPending } = useQuery({ ...pictureQuery(asked ?? {}), enabled: isOn })
  // Of one in which nothing stands, the graph says why.
  const picture = useMemo(
    () => (isOfWindow && data && data.picture.nodes.length > 0 ? drawnOf(data) : undefined),
    [isOfWindow, data],
  )

  const onDrawn = useCallback(() => {
    if (!isOn) return
    if (data) prepare(window)
    setSeen(true)
  }, [isOn, data, window])
  useEffect(() => {
    if (!picture) return
    const timer = setTimeout(() => setSeen(true), patienceMs)
    return () => clearTimeout(timer)
  }, [picture])

  return { picture, isAwaited: isOn && (isPending || picture !== undefined), onDrawn }
}
