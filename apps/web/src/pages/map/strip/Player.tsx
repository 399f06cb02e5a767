/** The replay's controls: where it stands, play and pause, step by step, how fast. */
import { Pause, Play, StepBack, StepForward } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { duration, timeSpan } from '../../../format.ts'
import { t } from '../../../messages/index.ts'
import { Failed } from '../../../ui/Failed.tsx'
import { spanOf } from './frames.ts'
import { type Speed, speedFor, speeds } from './speeds.ts'
import type { Replay } from './use-replay.ts'

export function Player({
  replay,
  window,
  tz,
  onSettle,
}: {
  replay: Replay
  window: { readonly from: number; readonly to: number }
  tz: string | undefined
  /** It stands still: the address may say where. */
  onSettle: () => void
}) {
  const { clock, frames, notes } = replay
  const { frame, playing } = useSyncExternalStore(clock.subscribe, clock.moment)
  const [chosen, setChosen] = useState<Speed | null>(null)
  const speed = chosen ?? speedFor(window.to - window.from)
  if (replay.error) return <Failed error={replay.error} />
  if (!frames) return <p className="text-xs text-ink-soft">{t('strip.loading')}</p>
  const span = spanOf(frames, frame)
  const words = timeSpan(span.from, span.to, tz)
  const play = (at: Speed) => clock.play(frames.steps, at / frames.step, onSettle)
  const go = (to: number) => {
    clock.go(Math.max(0, Math.min(frames.steps - 1, to)))
    onSettle()
  }
  const remarks = [
    replay.outside ? t('strip.frame.outside') : '',
    notes && notes.step > 60 && frames.to - frames.from <= 86_400
      ? t('strip.coarse', { step: duration(notes.step) })
      : '',
    notes && notes.leftOut > 0 ? t('strip.left-out', { nodes: notes.leftOut }) : '',
    notes?.sampled ? t('strip.sampled', { because: notes.sampled }) : '',
  ].filter((text) => text !== '')
  return (
    <div className="flex flex-col gap-1 pb-1">
      <input
        type="range"
        className="w-full accent-accent"
        min={0}
        max={frames.steps - 1}
        value={frame}
        aria-label={t('strip.moment')}
        aria-valuetext={words}
        onChange={(event) => clock.go(Number(event.currentTarget.value))}
        onKeyUp={onSettle}
        onPointerUp={onSettle}
      />
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <button type="button" className="btn px-2" onClick={() => go(frame - 1)} aria-label={t('strip.back')}>
          <StepBack aria-hidden size={16} />
        </button>
        <button
          type="button"
          className="btn btn-primary"
          onClick={() => {
            if (playing) {
              clock.stop()
              onSettle()
            } else play(speed)
          }}
        >
          {playing ? <Pause aria-hidden size={16} /> : <Play aria-hidden size={16} />}
          {t(playing ? 'strip.pause' : 'strip.play')}
        </button>
        <button type="button" className="btn px-2" onClick={() => go(frame + 1)} aria-label={t('strip.forward')}>
          <StepForward aria-hidden size={16} />
        </button>
        <label className="flex items-center gap-1">
          {t('strip.speed')}
          <select
            className="field"
            value={speed}
            onChange={(event) => {
              const next = speeds.find((one) => String(one) === event.currentTarget.value) ?? speed
              setChosen(next)
              if (playing) play(next)
            }}
          >
            {speeds.map((one) => (
              <option key={one} value={one}>
                {one === 1 ? t('strip.speed.real') : t('strip.speed.times', { speed: one, past: duration(one) })}
              </option>
            ))}
          </select>
        </label>
        <p className="num" data-testid="replay-span">
          {t('strip.frame', { span: words })}
        </p>
        <p role="status" className="sr-only">
          {playing ? '' : t('strip.frame', { span: words })}
        </p>
        {remarks.length > 0 && <p className="text-xs text-ink-soft">{remarks.join(' ')}</p>}
      </div>
    </div>
  )
}
