/** What people call a service and whose it is, to be set by whoever looks. What roentgen.yaml says is shown and locked. */
import {
  type GraphNodeShape,
  keptFor,
  type LabelMember,
  labelMembers,
  type NamesReply,
  type ServiceMatch,
} from '@roentgen/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { ApiError, call } from '../api.ts'
import { wordsFor } from '../errors.ts'
import { t } from '../messages/index.ts'
import { namesQuery } from '../queries.ts'
import { Failed } from '../ui/Failed.tsx'
import { Field } from '../ui/Field.tsx'
import { Loading } from '../ui/Loading.tsx'
import { type Form, formOf, readForm } from './form.ts'
import { matchOf } from './match-of.ts'

type NameEditorProps = {
  readonly node: GraphNodeShape
  /** All of the map: what else has the name. */
  readonly nodes: readonly GraphNodeShape[]
  readonly onClose: () => void
  /** With a sentence for those who do not see it happen. */
  readonly onDone: (words: string) => void
}

export default function NameEditor(props: NameEditorProps) {
  const names = useQuery(namesQuery())
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && props.onClose()}
      className="fixed inset-0 z-40 flex items-start justify-center overflow-auto bg-black/40 p-2 sm:p-4"
    >
      <Modal className="w-full max-w-lg rounded-lg border border-line bg-raised p-4 text-ink shadow-xl sm:p-5">
        <Dialog className="outline-none">
          <Heading slot="title" className="text-lg font-semibold break-words">
            {t('names.editor', { name: props.node.name })}
          </Heading>
          {names.data ? (
            <NameForm {...props} names={names.data} />
          ) : names.error ? (
            <Failed error={names.error} onRetry={() => void names.refetch()} />
          ) : (
            <Loading>{t('names.loading')}</Loading>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function NameForm({ node, nodes, names, onClose, onDone }: NameEditorProps & { readonly names: NamesReply }) {
  const client = useQueryClient()
  // As it was when the editor opened: who changes it meanwhile is told apart by this.
  const [opened] = useState(() => {
    const match: ServiceMatch = matchOf(node, nodes, names.kept)
    return { match, entry: keptFor(names, match) }
  })
  const locked: readonly LabelMember[] = node.label?.locked ?? []
  const [form, setForm] = useState<Form>(() =>
    formOf((member) =>
      locked.includes(member) ? null : (opened.entry?.label[member] ?? node.label?.[member] ?? null),
    ),
  )
  const [tried, setTried] = useState(false)
  const element = useRef<HTMLFormElement>(null)
  const read = readForm(form)
  const problems = tried && !read.ok ? read.problems : {}
  const save = useMutation({
    mutationFn: (label: Extract<typeof read, { ok: true }>['label']) =>
      call('setName', { body: { match: opened.match, label, revision: opened.entry?.revision ?? 0 } }),
    onSuccess: (reply) => {
      client.setQueryData(namesQuery().queryKey, reply)
      for (const key of ['graph', 'trace-graph', 'story']) void client.invalidateQueries({ queryKey: [key] })
      onDone(t('names.saved', { name: form.name.trim() || node.name }))
    },
    // So that opening it anew shows what the other one wrote.
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'CONFLICT') void client.invalidateQueries(namesQuery())
    },
  })
  const first = labelMembers.find((member) => !locked.includes(member))
  return (
    <form
      ref={element}
      noValidate
      className="mt-3 flex flex-col gap-3 text-sm"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (read.ok && !save.isPending) save.mutate(read.label)
        // The first of them, once it is marked.
        else if (!read.ok)
          requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      }}
    >
      <p className="text-ink-soft">{t(`names.seen.${names.place}`)}</p>
      {names.problem !== null && (
        <p className="text-fault-text">{t('names.problem.kept', { detail: names.problem })}</p>
      )}
      {labelMembers.map((member) =>
        locked.includes(member) ? (
          <div key={member}>
            <p>{t(`names.${member}`)}</p>
            <p className="font-semibold break-words">{node.label?.[member]?.replace(/^mailto:/, '')}</p>
            <p className="text-xs text-ink-soft">{t('names.locked')}</p>
          </div>
        ) : (
          <Field
            key={member}
            label={t(`names.${member}`)}
            value={form[member]}
            problem={problems[member]}
            autoFocus={member === first}
            suggestions={member === 'name' ? [] : saidOf(names, member)}
            onChange={(value) => setForm((before) => ({ ...before, [member]: value }))}
          />
        ),
      )}
      {save.error && (
        <p role="alert" className="text-fault-text">
          {wordsFor(save.error)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {first !== undefined && (
          <button type="submit" className="btn btn-primary">
            {t('names.save')}
          </button>
        )}
        <button type="button" className="btn" onClick={onClose}>
          {t('names.cancel')}
        </button>
      </div>
    </form>
  )
}

/** Teams are few: what others are called by already is offered, so that one team is not written in three ways. */
function saidOf(names: NamesReply, member: LabelMember): string[] {
  const said = [...names.locked, ...names.kept].flatMap(({ label }) => label[member] ?? [])
  return [...new Set(said)].map((text) => text.replace(/^mailto:/, '')).sort()
}
