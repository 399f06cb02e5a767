/** The map for the eye: Cytoscape's canvas over elements and positions made elsewhere. Silent to screen readers; `MapView` speaks for it. */
import cytoscape, { type Core, type EventObject } from 'cytoscape'
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react'
import type { Point, Positions } from '../../layout/graph.ts'
import type { MapElements } from './elements.ts'
import { hideEdgeLabels, placeEdgeLabels } from './label-placer.ts'
import { mapStyle, type Palette } from './map-style.ts'
import { comeOut, standing } from './picture/coming-out.ts'

export type MapHandle = {
  readonly fit: () => void
  readonly zoom: (factor: number) => void
  readonly reveal: (id: string) => void
}

export type MapCanvasProps = {
  readonly elements: MapElements
  /** Labels keep their places, whatever they say. */
  readonly steady?: boolean
  readonly positions: Positions
  readonly palette: Palette
  readonly selected: string | null
  readonly focused: string | null
  readonly onSelect: (what: { node?: string; edge?: string } | null) => void
  readonly onOpen: (what: { node?: string; edge?: string }) => void
  /** A node was dropped elsewhere on the sheet; false: it has to go back. Absent: nodes cannot be dragged. */
  readonly onMove?: ((node: string, to: Point) => boolean) | undefined
  readonly pinned?: Positions | undefined
  /** The group that a node came out of: a node new to the canvas starts where that stood. */
  readonly withinOf?: ((node: string) => string | undefined) | undefined
  /** The first picture is there. */
  readonly onDrawn?: (() => void) | undefined
  readonly handle: RefObject<MapHandle | null>
}

export function MapCanvas(props: MapCanvasProps) {
  const { elements, positions, palette, selected, focused, pinned, steady = false, handle } = props
  const host = useRef<HTMLDivElement>(null)
  const cy = useRef<Core | null>(null)
  /** The view is fitted until a hand moves it. */
  const moved = useRef(false)
  const groups = useRef(new Map<string, Point>())
  const callbacks = useRef(props)
  callbacks.current = props

  useEffect(() => {
    const container = host.current
    if (!container) return
    preventStyleElement()
    const core = cytoscape({
      container,
      style: [],
      minZoom: 0.08,
      maxZoom: 3,
      boxSelectionEnabled: false,
      autounselectify: true,
      // A finger that slides over a node means to pan.
      autoungrabify: !callbacks.current.onMove || matchMedia('(pointer: coarse)').matches,
    })
    cy.current = core
    const release = listen(core, container, callbacks, moved)
    const observer = new ResizeObserver(() => {
      core.resize()
      if (!moved.current) fit(core)
    })
    observer.observe(container)
    return () => {
      release()
      observer.disconnect()
      core.destroy()
      cy.current = null
    }
  }, [])

  useEffect(() => {
    cy.current?.style(mapStyle(palette))
  }, [palette])

  useEffect(() => {
    const core = cy.current
    if (!core) return
    hideEdgesWhileMoving(core, elements.edges.length > mostEdgesInMotion)
    const isFirst = core.nodes().empty()
    const before = standing(core, groups.current)
    const changed = show(core, elements, positions)
    if (isFirst && core.nodes().nonempty()) {
      // To find places for labels takes as long as to draw all else, so they come a moment later.
      if (!steady) hideEdgeLabels(core)
      core.one('render', () => {
        // For whoever measures: the first picture is on the screen with the frame after this.
        performance.mark('roentgen.map.drawn')
        callbacks.current.onDrawn?.()
        if (!steady) setTimeout(() => !core.destroyed() && placeEdgeLabels(core))
      })
    } else if (!steady) placeEdgeLabels(core)
    if (changed && !moved.current) fit(core)
    const { withinOf } = callbacks.current
    if (changed && withinOf) comeOut(core, before, groups.current, withinOf)
  }, [elements, positions, steady])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new on the canvas may be the one selected
  useEffect(() => {
    const core = cy.current
    if (!core) return
    core.batch(() => {
      core.elements('.selected').removeClass('selected')
      core.elements('.focused').removeClass('focused')
      if (selected) core.getElementById(selected).addClass('selected')
      if (focused) core.getElementById(focused).addClass('focused')
    })
  }, [selected, focused, elements])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new on the canvas may be pinned
  useEffect(() => {
    const core = cy.current
    core?.batch(() => {
      for (const node of core.nodes().toArray()) node.toggleClass('pinned', pinned?.[node.id()] !== undefined)
    })
  }, [pinned, elements])

  useImperativeHandle(handle, () => ({
    fit: () => {
      moved.current = false
      if (cy.current) fit(cy.current)
    },
    zoom: (factor) => {
      const core = cy.current
      if (!core) return
      moved.current = true
      core.zoom({
        level: core.zoom() * factor,
        renderedPosition: { x: core.width() / 2, y: core.height() / 2 },
      })
    },
    reveal: (id) => {
      const core = cy.current
      const node = core?.getElementById(id)
      if (!core || !node || node.empty()) return
      const area = node.renderedBoundingBox()
      const inside = area.x1 >= 0 && area.y1 >= 0 && area.x2 <= core.width() && area.y2 <= core.height()
      if (!inside) core.center(node)
    },
  }))

  return (
    <div
      ref={host}
      aria-hidden="true"
      className="absolute inset-0"
      data-testid="map-canvas"
      data-nodes={elements.nodes.length}
    />
  )
}

/** With more of them, panning and zooming would lag behind the hand: they come back when it rests. */
const mostEdgesInMotion = 150

/** Beyond it only what fails is written on, and the rest stands back: eight hundred labels take seconds and nobody reads them. */
const mostEdgesWritten = 250

/** An option that the constructor takes before anything is known of the graph; the renderer reads it anew for every frame. */
function hideEdgesWhileMoving(core: Core, hide: boolean): void {
  const { renderer } = core as unknown as { renderer?: () => { hideEdgesOnViewport: boolean } }
  if (renderer) renderer.call(core).hideEdgesOnViewport = hide
}

/** Cytoscape writes one rule into a style element of its own, which the content policy refuses; it looks whether that is there already. */
function preventStyleElement(): void {
  const id = '__________cytoscape_stylesheet'
  if (document.getElementById(id)) return
  const marker = document.createElement('meta')
  marker.id = id
  document.head.append(marker)
}

const toolsWidth = 44
const legendHeight = 32

function fit(core: Core): void {
  if (core.elements().empty()) return
  // Room for the buttons on the right and the legend below.
  const edge = core.width() < 600 ? 8 : 28
  const inside = { width: core.width() - 2 * edge - toolsWidth, height: core.height() - 2 * edge - legendHeight }
  const box = core.elements().boundingBox()
  // A handful of nodes must not fill the wall.
  core.zoom(Math.min(1.25, inside.width / box.w, inside.height / box.h))
  const zoom = core.zoom()
  core.pan({
    x: edge + inside.width / 2 - (zoom * (box.x1 + box.x2)) / 2,
    y: edge + inside.height / 2 - (zoom * (box.y1 + box.y2)) / 2,
  })
}

/** Brings the canvas to these elements; true when nodes came, went or moved. */
function show(core: Core, elements: MapElements, positions: Positions): boolean {
  let changed = false
  core.batch(() => {
    const wanted = new Set([...elements.nodes, ...elements.edges].map((element) => element.data.id))
    for (const element of core.elements().toArray()) {
      if (wanted.has(element.id())) continue
      element.remove()
      changed = true
    }
    for (const { data, classes } of elements.nodes) {
      const at = positions[data.id]
      if (!at) continue
      const known = core.getElementById(data.id)
      if (known.empty()) {
        core.add({ group: 'nodes', data: { ...data }, classes, position: { ...at } })
        changed = true
        continue
      }
      repaint(known, data, classes)
      // On its way still: it is led anew.
      if (known.animated()) known.stop(true)
      const was = known.position()
      if (was.x !== at.x || was.y !== at.y) {
        known.position({ ...at })
        changed = true
      }
    }
    const crowded = elements.edges.length > mostEdgesWritten ? ' crowded' : ''
    for (const { data, classes: own } of elements.edges) {
      const classes = own + crowded
      const known = core.getElementById(data.id)
      if (known.nonempty()) {
        repaint(known, data, classes)
      } else if (core.getElementById(data.source).nonempty() && core.getElementById(data.target).nonempty()) {
        core.add({ group: 'edges', data: { ...data }, classes })
      }
    }
  })
  // Reading looks the new style up. Until then Cytoscape measures no label anew, and a box asked for would be that of the old one and stay.
  for (const node of core.nodes().toArray()) node.width()
  return changed
}

/** Only what is new to it: each change makes Cytoscape look its style up again, and a replay asks thirty times a second. */
function repaint(element: ReturnType<Core['getElementById']>, data: object, classes: string): void {
  const fresh = Object.entries(data).filter(([name, value]) => !sameValue(element.data(name), value))
  if (fresh.length > 0) element.data(Object.fromEntries(fresh))
  keepClasses(element, classes)
}

const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => one === b[i]))

function keepClasses(element: ReturnType<Core['getElementById']>, classes: string): void {
  const passing = ['dim', 'selected', 'focused', 'pinned'].filter((name) => element.hasClass(name))
  element.classes([classes, ...passing].join(' '))
}

function listen(
  core: Core,
  container: HTMLElement,
  callbacks: RefObject<MapCanvasProps>,
  moved: RefObject<boolean>,
): () => void {
  const whatIs = (event: EventObject) =>
    event.target.isNode() ? { node: event.target.id() } : { edge: event.target.id() }
  core.on('mouseover', 'node, edge', (event) => {
    const near = event.target.isNode()
      ? event.target.closedNeighborhood()
      : event.target.connectedNodes().union(event.target)
    core.elements().not(near).addClass('dim')
    container.style.cursor = 'pointer'
  })
  core.on('mouseout', 'node, edge', () => {
    core.elements('.dim').removeClass('dim')
    container.style.cursor = ''
  })
  let grabbed: Point | null = null
  core.on('grab', 'node', (event) => {
    grabbed = { ...event.target.position() }
  })
  core.on('dragfree', 'node', (event) => {
    const node = event.target
    moved.current = true
    if (callbacks.current.onMove?.(node.id(), { ...node.position() }) === false && grabbed) node.position(grabbed)
  })
  core.on('tap', 'node, edge', (event) => callbacks.current.onSelect(whatIs(event)))
  core.on('dbltap', 'node, edge', (event) => callbacks.current.onOpen(whatIs(event)))
  core.on('tap', (event) => {
    if (event.target === core) callbacks.current.onSelect(null)
  })
  core.on('dragpan pinchzoom scrollzoom', () => {
    moved.current = true
  })
  // The plain wheel belongs to the page; with Ctrl (and a pinch on a trackpad, which says the same) it zooms.
  const onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation()
  }
  const parent = container.parentElement ?? container
  parent.addEventListener('wheel', onWheel, { capture: true })
  return () => parent.removeEventListener('wheel', onWheel, { capture: true })
}
