import type { GraphReply } from '@roentgen/contract'
import { withoutProbe } from '@roentgen/picture'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { ApiError } from '../../api.ts'
import { wordsFor } from '../../errors.ts'
import { t } from '../../messages/index.ts'
import { graphQuery, sourcesQuery, storyQuery, windowOf } from '../../queries.ts'
import type { SearchOf } from '../../search.ts'
import { GroupPicker, GroupSentence } from '../../shell/GroupPicker.tsx'
import { Failed } from '../../ui/Failed.tsx'
import { knownFromNodes } from '../../ui/filter/known-names.ts'
import { strictFor } from '../../ui/filter/strict-for.ts'
import { Loading } from '../../ui/Loading.tsx'
import { More } from '../../ui/More.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { backToContent, contentId } from './back-to-content.ts'
import { CompareControl } from './compare/CompareControl.tsx'
import { CompareList } from './compare/CompareList.tsx'
import { InPanel } from './compare/InPanel.tsx'
import { marksOfPicture, marksSeen } from './compare/marks.ts'
import { useCompare } from './compare/use-compare.ts'
import { FilterField } from './FilterField.tsx'
import { edgeTraces, nodeTraces } from './filters.ts'
import { Headline } from './Headline.tsx'
import { MapList } from './list/MapList.tsx'
import { MapTable } from './MapTable.tsx'
import { MapView, type Selection } from './MapView.tsx'
import { Nothing } from './Nothing.tsx'
import { Panel } from './panel/Panel.tsx'
import { GroupPanel, isOfGroup } from './picture/GroupPanel.tsx'
import { InGroup } from './picture/InGroup.tsx'
import { NothingLeft } from './picture/NothingLeft.tsx'
import { ShowControls } from './picture/ShowControls.tsx'
import { ShownBar } from './picture/ShownBar.tsx'
import { markedOnMap } from './picture/selected.ts'
import { useFirstPicture } from './picture/use-first-picture.ts'
import { useOpening } from './picture/use-opening.ts'
import { usePicture } from './picture/use-picture.ts'
import { Scenarios } from './Scenarios.tsx'
import { Framed } from './strip/Framed.tsx'
import { TimeStrip } from './strip/TimeStrip.tsx'
import { useReplay } from './strip/use-replay.ts'
import { Export } from './take/Export.tsx'
import { Print } from './take/Print.tsx'
import { useStay } from './views/use-stay.ts'
import { ViewsMenu } from './views/ViewsMenu.tsx'

/** Where a new selection starts: nothing brushed, no trace open. */
const cleared = { node: undefined, edge: undefined, lo: undefined, hi: undefined, trace: undefined } as const

export function Component() {
  const search = useSearch({ from: '/map' })
  const navigate = useNavigate({ from: '/map' })
  const window = windowOf(search)
  const first = useFirstPicture(search, window)
  const answer = useQuery({ ...graphQuery(window), enabled: !first.isAwaited })
  const sources = useQuery(sourcesQuery())
  const compared = useCompare(answer.data, window, search)
  const whole = compared.graph
  // The table and the panel know everything; the map leaves the doctor's own probe out.
  const tested = useMemo(
    () => whole && withoutProbe(whole, { node: search.node, edge: search.edge, filter: search.filter }),
    [whole, search.node, search.edge, search.filter],
  )
  const shown = usePicture(tested, window, search, first.picture)
  const drawn = shown?.picture
  // As long as there is no other, what the map opens with.
  const graph: GraphReply | undefined = whole ?? drawn
  const change = useCallback(
    (part: SearchOf<'/map'>, replace = false) =>
      void navigate({ search: (before) => ({ ...before, ...part }), replace, resetScroll: false }),
    [navigate],
  )
  const { positions, places, failed, tidy, flow, pins, view, viewError } = useStay(
    drawn,
    search,
    change,
    shown?.withinOf,
    shown?.lines,
  )
  const replay = useReplay(tested, drawn, shown?.left, window, search.at)
  const [takeFocus, setTakeFocus] = useState(false)

  const selection: Selection = search.node ? { node: search.node } : search.edge ? { edge: search.edge } : {}
  const isSelected = selection.node !== undefined || selection.edge !== undefined

  const select = (what: Selection | null, byKey: boolean) => {
    if (!what && !isSelected) return
    if (what && what.node === search.node && what.edge === search.edge) return
    // On a narrow page the panel stands below the map: going there is the only way to see it.
    // One that is about to close takes none: it would take it along.
    setTakeFocus(what !== null && (byKey || matchMedia('(max-width: 1023px)').matches))
    change({ ...cleared, ...what })
  }
  const opening = useOpening(search, change)
  const open = (what: Selection) => {
    if (!graph || opening.openIfGroup(what)) return
    const node = graph.nodes.find((one) => one.id === what.node)
    const edge = graph.edges.find((one) => one.id === what.edge)
    // A call between groups is many: there is no one filter for it.
    if (!node && !edge) return
    const also = search.filter ?? ''
    const filter = node ? nodeTraces(node, graph, {}, also) : edge ? edgeTraces(edge, graph, {}, also) : also
    void navigate({ to: '/traces', search: { filter } })
  }
  const close = () => {
    backToContent()
    select(null, true)
  }

  const comparing = search.before !== undefined || search.since !== undefined
  const empty = whole !== undefined && whole.nodes.length === 0
  const known = useMemo(() => knownFromNodes(whole?.nodes ?? []), [whole])
  const badFilter = answer.error instanceof ApiError && answer.error.code === 'BAD_FILTER'
  const isWhole = whole !== undefined
  const story = useQuery({ ...storyQuery(window), enabled: isWhole })
  // By what is drawn: a fold bears the marks of what is in it.
  const { reply } = compared
  const holder = shown?.holder
  const marks = useMemo(
    () =>
      compared.marks && reply && holder && drawn
        ? marksSeen(marksOfPicture(compared.marks, reply, holder), drawn)
        : null,
    [compared.marks, reply, holder, drawn],
  )
  const taken =
    whole && shown && !empty
      ? { graph: whole, shown, positions, search, story: story.data, marks, reply, replay }
      : null
  // A phone gets the list first, and the map when asked for.
  const narrow = useNarrow()
  const asked = search.as ?? (search.view === 'table' || search.view === 'map' ? search.view : undefined)
  const as = asked ?? (narrow ? 'list' : 'map')
  // A list has no canvas that tells when it is drawn.
  const { onDrawn } = first
  const isListed = as === 'list' && drawn !== undefined
  useEffect(() => {
    if (!isListed) return
    const timer = setTimeout(onDrawn)
    return () => clearTimeout(timer)
  }, [isListed, onDrawn])
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      {(graph === undefined || !empty || search.filter !== undefined || search.group !== undefined) && (
        <div className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-2">
          {graph && !empty ? (
            <Headline
              graph={graph}
              isWhole={isWhole}
              window={window}
              tz={search.tz}
              onLook={(what) => select(what, true)}
              onWindow={(part) => change(part)}
            />
          ) : (
            <h1 className="flex-1 text-lg font-semibold">{t('map.title')}</h1>
          )}
          <div className="flex flex-wrap items-start gap-2">
            <fieldset className="flex">
              <legend className="sr-only">{t('map.view')}</legend>
              {(narrow ? (['list', 'map', 'table'] as const) : (['map', 'table'] as const)).map((view) => (
                <button
                  key={view}
                  type="button"
                  className="btn rounded-none not-first-of-type:border-l-0 first-of-type:rounded-l-md last-of-type:rounded-r-md"
                  aria-pressed={as === view}
                  onClick={() =>
                    change({
                      as: view === 'list' || (view === 'map' && !narrow) ? undefined : view,
                      view: search.view === 'table' || search.view === 'map' ? undefined : search.view,
                    })
                  }
                >
                  {t(`map.view.${view}`)}
                </button>
              ))}
            </fieldset>
            {shown && graph && !empty && (
              <ShowControls search={search} shown={shown} source={search.source} onChange={change} />
            )}
            <More id="map" isInUse={search.filter !== undefined || search.group !== undefined || comparing}>
              <GroupPicker />
              <FilterField
                value={search.filter ?? ''}
                error={answer.error}
                known={known}
                strict={strictFor(sources.data, search.source)}
                onApply={(filter) => change({ filter, trace: undefined })}
              />
              <CompareControl search={search} onChange={change} />
              <ViewsMenu view={view} places={places} pins={pins} change={change} />
              {sources.data?.shop && <Scenarios />}
              {taken && <Export {...taken} />}
            </More>
          </div>
          {shown && !empty && <ShownBar search={search} shown={shown} onChange={change} />}
          <div className="basis-full empty:hidden">
            <GroupSentence />
          </div>
        </div>
      )}
      {answer.isPending && !graph && <Loading>{t('map.loading')}</Loading>}
      {answer.error && !badFilter && <Failed error={answer.error} onRetry={() => void answer.refetch()} />}
      {failed && as === 'map' && (
        <p role="alert" className="m-4 text-fault-text">
          {t('map.layout-failed', { detail: failed.message })}
        </p>
      )}
      {taken && <Print {...taken} />}
      {viewError && (
        <p role="alert" className="mx-4 mb-2 text-fault-text">
          {t('map.views.gone', { detail: wordsFor(viewError) })}
        </p>
      )}
      {empty && <Nothing until={whole.window.to} />}
      {graph && !empty && (
        // Under the map for the eye; before its nodes for the keyboard, as all that steers it.
        <div className="order-last">
          <TimeStrip
            graph={graph}
            isWhole={isWhole}
            window={window}
            search={search}
            replay={replay}
            onChange={change}
          />
        </div>
      )}
      {graph && !empty && (
        // On wide screens the row takes exactly what is left of the window, so that a long panel scrolls by itself.
        <div className="relative flex min-h-[30rem] flex-1 flex-col border-t border-line">
          <div className="flex flex-1 max-lg:flex-col lg:absolute lg:inset-0">
            {/* biome-ignore lint/a11y/useSemanticElements: a part of the page, and no fields */}
            <div
              id={contentId}
              role="group"
              aria-label={t(`map.view.${as}`)}
              tabIndex={-1}
              className="relative flex min-w-0 flex-1 flex-col outline-none max-lg:min-h-[30rem]"
            >
              {as === 'table' ? (
                <Framed drawn={shown && drawn !== tested ? shown.picture : graph} replay={replay} late>
                  {(now) => (
                    <MapTable
                      graph={now.graph}
                      selection={selection}
                      onSelect={(what) => select(what, true)}
                      marks={marks}
                    />
                  )}
                </Framed>
              ) : drawn?.nodes.length === 0 ? (
                <NothingLeft only={search.only} onChange={change} />
              ) : as === 'list' && drawn ? (
                <Framed drawn={drawn} replay={replay} late>
                  {(now) => (
                    <MapList
                      graph={now.graph}
                      selection={selection}
                      onSelect={(what) => select(what, true)}
                      marks={marks}
                    />
                  )}
                </Framed>
              ) : positions && drawn ? (
                <Framed drawn={drawn} replay={replay}>
                  {(now) => (
                    <MapView
                      graph={now.graph}
                      frame={now.frame}
                      marks={marks}
                      positions={positions}
                      selection={shown ? markedOnMap(selection, shown.holder) : selection}
                      found={shown?.found?.ids}
                      lines={shown?.withFound ?? null}
                      keys={shown && opening.keys(shown)}
                      onSelect={select}
                      onOpen={open}
                      onTidy={tidy}
                      onDrawn={first.onDrawn}
                      stay={{ flow, onFlow: (to) => change({ flow: to }), places: places ?? positions, pins }}
                    />
                  )}
                </Framed>
              ) : (
                <Loading>{t('map.drawing')}</Loading>
              )}
            </div>
            {comparing && !isSelected && (
              <CompareList
                compared={compared}
                tz={search.tz}
                onSelect={(what) => select(what, true)}
                onStop={() => {
                  backToContent()
                  change({ before: undefined, since: undefined })
                }}
              />
            )}
            {isSelected && isWhole && shown && isOfGroup(selection) ? (
              <GroupPanel
                graph={graph}
                shown={shown}
                selection={selection}
                marks={marks}
                takeFocus={takeFocus}
                onSelect={(what) => select(what, true)}
                onOpen={opening.open}
                onClose={close}
              />
            ) : (
              isSelected &&
              isWhole && (
                <Panel
                  graph={graph}
                  window={window}
                  selection={selection}
                  brush={{ lo: search.lo, hi: search.hi }}
                  trace={search.trace}
                  takeFocus={takeFocus}
                  onSelect={(what) => select(what, true)}
                  onBrush={(brush, done) => change({ lo: brush.lo, hi: brush.hi, trace: undefined }, !done)}
                  onTrace={(trace) => change({ trace })}
                  onClose={close}
                >
                  <InPanel
                    id={search.node ?? search.edge ?? ''}
                    isNode={search.node !== undefined}
                    reply={compared.reply}
                    window={window}
                    tz={search.tz}
                    onSince={(since) => change({ since, before: undefined, node: undefined })}
                  />
                  {shown && selection.node !== undefined && (
                    <InGroup
                      shown={shown}
                      node={selection.node}
                      focus={search.focus}
                      onFocus={opening.focus}
                      onOpen={opening.open}
                    />
                  )}
                </Panel>
              )
            )}
          </div>
        </div>
      )}
    </div>
  )
}
