import type { SamplingReply } from '@roentgen/contract'
import { hiddenBehind } from '@roentgen/sampling'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { call } from '../../api.ts'
import { wordsFor } from '../../errors.ts'
import { compact } from '../../format.ts'
import { t } from '../../messages/index.ts'
import { samplingQuery } from '../../queries.ts'
import { Field } from '../../ui/Field.tsx'
import { perMinuteOf, type Rule } from './figures.ts'
import { emptyForm, type Form, formOf, type Read, type ReservoirKind, readForm } from './form.ts'
import { Note } from './Note.tsx'

type RuleEditorProps = {
  readonly answer: SamplingReply
  /** Null: a new one; undefined: the one named is not there any more. */
  readonly rule: Rule | null | undefined
  readonly name: string
  readonly source: string | undefined
  readonly onClose: () => void
  readonly onDone: (words: string) => void
  readonly onFailed: (error: unknown) => void
}

export function RuleEditor(props: RuleEditorProps) {
  const { rule, name, onClose } = props
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className="fixed inset-0 z-40 flex items-start justify-center overflow-auto bg-black/40 p-2 sm:p-4"
    >
      <Modal className="w-full max-w-2xl rounded-lg border border-line bg-raised p-4 text-ink shadow-xl sm:p-5">
        <Dialog className="outline-none">
          <Heading slot="title" className="text-lg font-semibold break-words">
            {rule === null ? t('sampling.editor.new') : t('sampling.editor.change', { name })}
          </Heading>
          {rule === undefined ? (
            <>
              <p className="mt-3">{t('sampling.editor.gone', { name })}</p>
              <button type="button" className="btn mt-4" onClick={onClose}>
                {t('shell.close')}
              </button>
            </>
          ) : (
            <RuleForm {...props} rule={rule} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const patterns = ['serviceName', 'serviceType', 'host', 'httpMethod', 'urlPath', 'resourceArn'] as const

type RuleFormProps = Omit<RuleEditorProps, 'rule'> & { readonly rule: Rule | null }

function RuleForm({ answer, rule, source, onClose, onDone, onFailed }: RuleFormProps) {
  const client = useQueryClient()
  // As it was when the editor opened: who changes it meanwhile is told apart by this.
  const [opened] = useState(rule)
  const [form, setForm] = useState<Form>(() => (opened === null ? emptyForm : formOf(opened)))
  const [tried, setTried] = useState(false)
  const element = useRef<HTMLFormElement>(null)
  const reservoirId = useId()
  const isDefault = opened?.name === 'Default'
  const others = answer.rules.filter(({ name }) => name !== opened?.name)
  const read = readForm(form, isDefault, opened === null ? others.map(({ name }) => name) : [])
  const problems = tried && !read.ok ? read.problems : {}
  const set = <F extends keyof Form>(field: F, value: Form[F]) => setForm((before) => ({ ...before, [field]: value }))
  const text = (field: Exclude<keyof Form, 'boost' | 'reservoirKind'>) => ({
    value: form[field],
    problem: problems[field],
    onChange: (value: string) => set(field, value),
  })

  const done = (words: string) => (reply: SamplingReply) => {
    client.setQueryData(samplingQuery(source).queryKey, reply)
    onDone(words)
  }
  const save = useMutation({
    mutationFn: ({ name, ...changed }: Extract<Read, { ok: true }>['rule']) =>
      opened === null
        ? call('createSamplingRule', { query: { source }, body: { name, ...changed } })
        : call('changeSamplingRule', {
            query: { source },
            params: { name },
            body: { rule: changed, modified: opened.modified },
          }),
    onSuccess: done(t('sampling.saved', { name: form.name.trim() })),
    onError: (error) => onFailed(error),
  })

  return (
    <form
      ref={element}
      noValidate
      className="mt-3 flex flex-col gap-4 text-sm"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (read.ok && !save.isPending) save.mutate(read.rule)
        // The first of them, once it is marked.
        else if (!read.ok)
          requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      }}
    >
      {isDefault ? (
        <p>{t('sampling.editor.default')}</p>
      ) : (
        <div className="grid gap-3 sm:grid-cols-2">
          {opened === null && <Field label={t('sampling.editor.name')} {...text('name')} autoFocus />}
          <Field label={t('sampling.editor.priority')} {...text('priority')} numeric />
        </div>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <div className="flex flex-col gap-1">
          <label htmlFor={reservoirId}>{t('sampling.editor.reservoir')}</label>
          <select
            id={reservoirId}
            className="field"
            value={form.reservoirKind}
            onChange={(event) => set('reservoirKind', kindOf(event.target.value))}
          >
            {kinds
              .filter((kind) => kind !== 'minute' || answer.perMinute || form.reservoirKind === 'minute')
              .map((kind) => (
                <option key={kind} value={kind}>
                  {t(`sampling.editor.reservoir.${kind}`)}
                </option>
              ))}
          </select>
        </div>
        {form.reservoirKind !== 'none' && <Field label={t('sampling.editor.amount')} {...text('reservoir')} numeric />}
        <Field label={t('sampling.editor.rate')} {...text('rate')} numeric />
      </div>
      {form.reservoirKind === 'minute' && <p className="text-ink-soft">{t('sampling.editor.minute')}</p>}
      <Preview rule={opened} read={read} window={answer.window} />
      {!isDefault && (
        <fieldset className="flex flex-col gap-3">
          <legend className="font-semibold">{t('sampling.editor.which')}</legend>
          <p className="text-ink-soft">{t('sampling.editor.patterns')}</p>
          <div className="grid gap-3 sm:grid-cols-2">
            {patterns.map((field) => (
              <Field key={field} label={t(`sampling.editor.${field}`)} {...text(field)} />
            ))}
          </div>
          <Field label={t('sampling.editor.attributes')} {...text('attributes')} lines={2} />
          <label className="flex items-center gap-2">
            <input type="checkbox" checked={form.boost} onChange={(event) => set('boost', event.target.checked)} />
            {t('sampling.editor.boost')}
          </label>
          {form.boost && (
            <div className="grid gap-3 sm:grid-cols-2">
              <Field label={t('sampling.editor.maxRate')} {...text('maxRate')} numeric />
              <Field label={t('sampling.editor.cooldown')} {...text('cooldown')} numeric />
            </div>
          )}
        </fieldset>
      )}
      {read.ok && <Warnings rule={read.rule} others={others} />}
      {tried && !read.ok && (
        <p role="alert" className="text-fault-text">
          {t('sampling.editor.problems', { count: Object.keys(read.problems).length })}
        </p>
      )}
      {save.error && (
        <p role="alert" className="text-fault-text">
          {wordsFor(save.error)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {/* Not disabled while it is sent: that would drop the focus, and Escape with it. */}
        <button type="submit" className="btn btn-primary">
          {t(opened === null ? 'sampling.editor.create' : 'sampling.editor.save')}
        </button>
        <button type="button" className="btn" onClick={onClose}>
          {t('sampling.editor.cancel')}
        </button>
      </div>
      {opened !== null && !isDefault && (
        <DeleteRule
          rule={opened}
          source={source}
          onDone={done(t('sampling.deleted', { name: opened.name }))}
          onFailed={onFailed}
        />
      )}
    </form>
  )
}

const kinds: readonly ReservoirKind[] = ['second', 'minute', 'none']
const kindOf = (value: string): ReservoirKind => kinds.find((kind) => kind === value) ?? 'second'

/** What the new figures would make of the traffic that falls under the rule now; a new rule has none yet. */
function Preview({ rule, read, window }: { rule: Rule | null; read: Read; window: SamplingReply['window'] }) {
  if (rule === null || !read.ok) return null
  const before = perMinuteOf(rule, rule, window)
  const after = perMinuteOf(rule, read.rule, window)
  if (before === null || after === null) return null
  return (
    <p role="status" className="num">
      {t('sampling.editor.preview', { before: compact(before), after: compact(after) })}
    </p>
  )
}

function Warnings({ rule, others }: { rule: Extract<Read, { ok: true }>['rule']; others: readonly Rule[] }) {
  const ties = others.filter(({ priority }) => priority === rule.priority)
  const hidden = hiddenBehind(others, rule)
  return (
    <>
      {ties.length > 0 && <Note>{t('sampling.editor.tie', { names: ties.map(({ name }) => name).join(', ') })}</Note>}
      {hidden && <Note>{t('sampling.editor.hidden', { name: hidden.name })}</Note>}
    </>
  )
}

type DeleteRuleProps = {
  readonly rule: Rule
  readonly source: string | undefined
  readonly onDone: (reply: SamplingReply) => void
  readonly onFailed: (error: unknown) => void
}

function DeleteRule({ rule, source, onDone, onFailed }: DeleteRuleProps) {
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () =>
      call('deleteSamplingRule', { query: { source }, params: { name: rule.name }, body: { modified: rule.modified } }),
    onSuccess: onDone,
    onError: (error) => onFailed(error),
  })
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-3">
      {asking ? (
        <>
          <p role="alert">{t('sampling.editor.really', { name: rule.name })}</p>
          <div className="flex flex-wrap gap-2">
            <button
              type="button"
              className="btn border-fault text-fault-text"
              onClick={() => !remove.isPending && remove.mutate()}
            >
              {t('sampling.editor.delete.yes')}
            </button>
            <button type="button" className="btn" onClick={() => setAsking(false)}>
              {t('sampling.editor.delete.no')}
            </button>
          </div>
        </>
      ) : (
        <button type="button" className="btn self-start text-fault-text" onClick={() => setAsking(true)}>
          {t('sampling.editor.delete')}
        </button>
      )}
      {remove.error && (
        <p role="alert" className="text-fault-text">
          {wordsFor(remove.error)}
        </p>
      )}
    </div>
  )
}
