/** The map as a thing one can see and walk: one stop for the keyboard, arrows along the calls, everything said aloud. */
import { isFoldId, type Picture } from '@roentgen/picture'
import { ArrowDown, ArrowRight, Maximize, Minus, PinOff, Plus, Shuffle } from 'lucide-react'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Positions } from '../../layout/graph.ts'
import { t } from '../../messages/index.ts'
import { useOffers } from '../../shell/palette/offers.ts'
import { useWords } from '../../shell/use-words.ts'
import { useTheme } from '../../theme/theme.ts'
import { cameOrWent, type Marks, markElements } from './compare/marks.ts'
import { describeNode } from './describe-node.ts'
import { toElements } from './elements.ts'
import { useEncoding } from './encodings/use-encoding.ts'
import { Legend } from './Legend.tsx'
import { MapCanvas, type MapHandle } from './MapCanvas.tsx'
import { palette } from './map-style.ts'
import type { Flow } from './orientation.ts'
import { drawnLines } from './picture/drawn-lines.ts'
import { type PictureKeys, pictureKey } from './picture/picture-keys.ts'
import { usePinKeys } from './views/use-pin-keys.ts'
import type { PinControl } from './views/use-stay.ts'
import { type Step, walk } from './walk.ts'

const steps: Readonly<Record<string, Step>> = {
  ArrowRight: 'right',
  ArrowLeft: 'left',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
}

/** Where calls run downward, the arrow keys follow them there. */
const downward: Readonly<Record<string, string>> = {
  ArrowDown: 'ArrowRight',
  ArrowUp: 'ArrowLeft',
  ArrowRight: 'ArrowDown',
  ArrowLeft: 'ArrowUp',
}

export type Selection = { readonly node?: string; readonly edge?: string }

export type MapViewProps = {
  readonly graph: Picture
  readonly positions: Positions
  readonly selection: Selection
  /** `byKey`: the panel should take the focus. */
  readonly onSelect: (what: Selection | null, byKey: boolean) => void
  readonly onOpen: (what: Selection) => void
  readonly onTidy: () => void
  readonly onDrawn?: (() => void) | undefined
  /** It is one frame of a replay: labels stay where they are, and widths are of `busiest` requests a minute. */
  readonly frame?: { readonly busiest: number; readonly playing?: boolean } | null
  /** What was looked for, and the keys that change what is shown. */
  readonly found?: ReadonlySet<string> | null | undefined
  readonly keys?: PictureKeys
  /** Ids of the calls that are drawn, and with them those of what is selected or changed; null or absent: all. */
  readonly lines?: ReadonlySet<string> | null
  /** What changed since an earlier window, by id of the picture; null or absent: nothing is compared. */
  readonly marks?: Marks | null
  /** The map of one trace stays as it is drawn: it has none of these. */
  readonly stay?: {
    readonly flow: Flow
    readonly onFlow: (flow: Flow) => void
    /** The same places with calls running to the right. */
    readonly places: Positions
    readonly pins: PinControl
  }
}

export function MapView({
  graph,
  positions,
  selection,
  onSelect,
  onOpen,
  onTidy,
  onDrawn,
  frame,
  found,
  keys,
  lines = null,
  stay,
  marks,
}: MapViewProps) {
  const theme = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, which the theme changes
  const colors = useMemo(() => palette(), [theme])
  const busiest = frame?.busiest
  const playing = frame?.playing ?? false
  const words = useWords()
  const { color, size } = useEncoding()
  const selected = selection.node ?? selection.edge ?? null
  const drawn = useMemo(() => drawnLines(lines, graph, { selected, marks }), [lines, graph, selected, marks])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the labels are worded by it
  const unmarked = useMemo(
    () => toElements(graph, { paint: colors, busiest, found, color, size, scale: colors.scale, lines: drawn, playing }),
    [graph, colors, busiest, playing, found, color, size, words, drawn],
  )
  const elements = useMemo(() => markElements(unmarked, marks ?? null), [unmarked, marks])
  const handle = useRef<MapHandle>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const [inside, setInside] = useState(false)
  const [said, setSaid] = useState('')

  useEffect(() => {
    if (selection.node) setFocused(selection.node)
  }, [selection.node])

  const open = (what: Selection) => {
    const group = graph.nodes.find(({ id }) => id === what.node)?.group
    if (group) setSaid(t('picture.say.opened', { group: group.label }))
    onOpen(what)
  }
  const spoken = keys && {
    ...keys,
    onOpen: (id: string) => open({ node: id }),
  }

  const byHand = usePinKeys(graph, positions, focused, stay?.pins, setSaid)

  useOffers(
    useCallback(
      () => [
        { id: 'fit', label: t('map.fit'), run: () => handle.current?.fit() },
        { id: 'tidy', label: t('map.tidy.title'), also: [t('map.tidy')], run: onTidy },
      ],
      [onTidy],
    ),
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (byHand.onKey(event) || pictureKey(event, focused, spoken)) return
    const step = steps[(stay?.flow === 'down' && downward[event.key]) || event.key]
    if (step) {
      event.preventDefault()
      const to = walk(graph, stay?.places ?? positions, focused, step)
      if (to === null) {
        setSaid(t('map.say.end'))
        return
      }
      setFocused(to)
      handle.current?.reveal(to)
      const node = graph.nodes.find((one) => one.id === to)
      if (node) setSaid([describeNode(node, graph), marks?.get(to)?.says ?? ''].join(' ').trim())
    } else if ((event.key === 'Enter' || event.key === ' ') && focused) {
      event.preventDefault()
      // A second time, a group opens.
      if (focused === selected && isFoldId(focused)) open({ node: focused })
      else onSelect({ node: focused }, true)
    } else if (event.key === 'Escape') {
      setFocused(null)
      onSelect(null, true)
    } else if (event.key === '+' || event.key === '-') {
      handle.current?.zoom(event.key === '+' ? 1.25 : 0.8)
    } else if (event.key === '0') {
      handle.current?.fit()
    }
  }

  return (
    <div className="relative min-h-[26rem] flex-1 overflow-hidden">
      {/* Before the nodes, for who comes by keyboard: tools and legend stand over the map. */}
      <div role="toolbar" aria-label={t('map.tools')} className="absolute top-2 right-2 z-10 flex flex-col gap-1">
        <Tool label={t('map.fit')} onPress={() => handle.current?.fit()} icon={Maximize} />
        <Tool label={t('map.zoom-in')} onPress={() => handle.current?.zoom(1.25)} icon={Plus} />
        <Tool label={t('map.zoom-out')} onPress={() => handle.current?.zoom(0.8)} icon={Minus} />
        <Tool
          label={t('map.tidy.title')}
          onPress={() => {
            onTidy()
            handle.current?.fit()
          }}
          icon={Shuffle}
        />
        {stay && (
          <Tool
            label={t(stay.flow === 'right' ? 'map.flow.down' : 'map.flow.right')}
            onPress={() => {
              stay.onFlow(stay.flow === 'right' ? 'down' : 'right')
              handle.current?.fit()
            }}
            icon={stay.flow === 'right' ? ArrowDown : ArrowRight}
          />
        )}
        {selection.node !== undefined && stay?.pins.pinned[selection.node] && (
          <Tool
            label={t('map.unpin', { name: byHand.nameOf(selection.node) })}
            onPress={() => byHand.unpin(selection.node ?? '')}
            icon={PinOff}
          />
        )}
      </div>
      <Legend
        fixed={stay === undefined}
        pins={Object.keys(stay?.pins.pinned ?? {}).length > 0}
        changes={marks ? cameOrWent(marks, graph) : null}
      />
      <div
        role="application"
        id="map-application"
        aria-roledescription={t('map.application.role')}
        aria-label={t('map.application', { nodes: graph.nodes.length, edges: graph.edges.length })}
        aria-describedby="map-help"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the one stop
        tabIndex={0}
        className="absolute inset-0 -outline-offset-2"
        onKeyDown={onKeyDown}
        onFocus={() => setInside(true)}
        onBlur={() => setInside(false)}
      >
        <MapCanvas
          elements={elements}
          steady={frame != null}
          positions={positions}
          palette={colors}
          selected={selected}
          focused={inside ? focused : null}
          onSelect={(what) => onSelect(what, false)}
          onOpen={open}
          onMove={stay && byHand.onMove}
          pinned={stay?.pins.pinned}
          withinOf={keys?.withinOf}
          onDrawn={onDrawn}
          handle={handle}
        />
      </div>
      <p id="map-help" className="sr-only">
        {t('map.application.help')} {keys && t('picture.keys')} {stay && t('map.application.help.pins')}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  )
}

function Tool({ label, onPress, icon: Icon }: { label: string; onPress: () => void; icon: typeof Plus }) {
  return (
    <button type="button" className="btn px-2" onClick={onPress} aria-label={label} title={label}>
      <Icon aria-hidden size={16} />
    </button>
  )
}
