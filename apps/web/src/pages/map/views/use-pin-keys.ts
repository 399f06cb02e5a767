/** Pinning by hand: a node dropped elsewhere, Shift and an arrow to push it, P to pin it where it is and to let it go. */
import type { GraphReply } from '@roentgen/contract'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Point, Positions } from '../../../layout/graph.ts'
import { t } from '../../../messages/index.ts'
import { nodeName } from '../node-name.ts'
import { mostPins } from './pins.ts'
import type { PinControl } from './use-stay.ts'

/** Pixels a push moves, at zoom 1. */
const push = 20

const pushes: Readonly<Record<string, Point>> = {
  ArrowRight: { x: push, y: 0 },
  ArrowLeft: { x: -push, y: 0 },
  ArrowUp: { x: 0, y: -push },
  ArrowDown: { x: 0, y: push },
}

export function usePinKeys(
  graph: GraphReply,
  positions: Positions,
  focused: string | null,
  pins: PinControl | undefined,
  say: (text: string) => void,
) {
  // Keys come faster than places: the next push goes on from where the last one led.
  const pushed = useRef<{ readonly id: string; readonly at: Point } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: new places are what it waits for
  useEffect(() => {
    pushed.current = null
  }, [positions])

  const nameOf = (id: string): string =>
    nodeName(
      graph.nodes.find((node) => node.id === id),
      id,
    )
  const pin = (id: string, at: Point, replace: boolean): boolean => {
    const done = pins?.pin(id, at, replace) ?? false
    say(done ? t('map.say.pinned', { name: nameOf(id) }) : t('map.say.pins-full', { most: mostPins }))
    return done
  }
  const unpin = (id: string) => {
    pins?.unpin(id)
    say(t('map.say.unpinned', { name: nameOf(id) }))
  }

  /** True when the key was one of these. */
  const onKey = (event: KeyboardEvent): boolean => {
    const at = focused === null ? undefined : positions[focused]
    if (!pins || focused === null || !at) return false
    const by = event.shiftKey ? pushes[event.key] : undefined
    if (by) {
      event.preventDefault()
      const from = pushed.current?.id === focused ? pushed.current.at : at
      const to = { x: from.x + by.x, y: from.y + by.y }
      // One step back undoes the pin, not the last push.
      if (pin(focused, to, pins.pinned[focused] !== undefined)) pushed.current = { id: focused, at: to }
      return true
    }
    if (event.key !== 'p' && event.key !== 'P') return false
    event.preventDefault()
    if (pins.pinned[focused]) unpin(focused)
    else pin(focused, at, false)
    return true
  }
  return { onKey, nameOf, unpin, onMove: (id: string, to: Point) => pin(id, to, false) }
}
