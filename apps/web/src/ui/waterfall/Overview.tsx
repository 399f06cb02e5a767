/**
 * The strip above the waterfall: all of the trace, with the visible part framed. Drag to zoom, click to show everything.
 * Hidden from assistive technology: the same is done by keys in the tree grid, and every bar says its times there.
 */
import { type PointerEvent, useLayoutEffect, useRef, useState } from 'react'
import { isWhole, type Range, type TimeColumns } from './axis.ts'
import { overviewCells } from './overview-pixels.ts'

const height = 48

export type OverviewProps = {
  readonly times: TimeColumns
  readonly whole: Range
  readonly view: Range
  /** 0 ok … 3 fault, as `toneColors` orders them. */
  readonly tone: (row: number) => number
  readonly toneColors: readonly string[]
  /** Changes when the colours do (light, dark), so that the picture is painted again. */
  readonly theme: string
  readonly onView: (view: Range) => void
}

function rgbOf(color: string, scratch: CanvasRenderingContext2D): readonly [number, number, number] {
  scratch.fillStyle = color
  scratch.fillRect(0, 0, 1, 1)
  const [r = 0, g = 0, b = 0] = scratch.getImageData(0, 0, 1, 1).data
  scratch.clearRect(0, 0, 1, 1)
  return [r, g, b]
}

export function Overview({ times, whole, view, tone, toneColors, theme, onView }: OverviewProps) {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [width, setWidth] = useState(0)
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is what the named colours resolve by
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true })
    if (!context || width === 0) return
    const styles = getComputedStyle(document.documentElement)
    const palette = toneColors.map((name) => rgbOf(styles.getPropertyValue(name).trim() || '#888', context))
    const cells = overviewCells(times, whole, { width, height }, tone)
    const image = context.createImageData(width, height)
    cells.forEach((cell, at) => {
      const color = palette[cell - 1]
      if (!color) return
      image.data.set([color[0], color[1], color[2], 200], at * 4)
    })
    context.putImageData(image, 0, 0)
  }, [times, whole, tone, toneColors, theme, width])

  const shareAt = (event: PointerEvent<HTMLDivElement>): number => {
    const rect = event.currentTarget.getBoundingClientRect()
    return Math.min(1, Math.max(0, (event.clientX - rect.left) / rect.width))
  }
  const moment = (share: number) => whole.from + share * (whole.to - whole.from)
  const shareOf = (at: number) => ((at - whole.from) / (whole.to - whole.from)) * 100
  const framed = drag
    ? { from: moment(Math.min(drag.from, drag.to)), to: moment(Math.max(drag.from, drag.to)) }
    : isWhole(view, whole)
      ? null
      : view

  return (
    <div
      ref={box}
      aria-hidden="true"
      data-testid="trace-overview"
      className="relative cursor-crosshair touch-none overflow-hidden rounded-md border border-line bg-surface select-none"
      style={{ height }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        const at = shareAt(event)
        setDrag({ from: at, to: at })
      }}
      onPointerMove={(event) => {
        if (drag) setDrag({ from: drag.from, to: shareAt(event) })
      }}
      onPointerCancel={() => setDrag(null)}
      onPointerUp={() => {
        if (!drag) return
        setDrag(null)
        const [from, to] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)]
        onView(to - from < 0.004 ? whole : { from: moment(from), to: moment(to) })
      }}
    >
      <canvas ref={canvas} width={Math.max(1, width)} height={height} className="block" />
      {framed && (
        <>
          <div className="absolute inset-y-0 left-0 bg-bg/75" style={{ width: `${shareOf(framed.from)}%` }} />
          <div className="absolute inset-y-0 right-0 bg-bg/75" style={{ width: `${100 - shareOf(framed.to)}%` }} />
          <div
            className="absolute inset-y-0 border-x-2 border-accent"
            style={{ left: `${shareOf(framed.from)}%`, width: `${shareOf(framed.to) - shareOf(framed.from)}%` }}
          />
        </>
      )}
    </div>
  )
}
