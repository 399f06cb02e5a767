import { expect, it } from 'vitest'
import { formOf, readForm } from './form.ts'

const form = formOf(() => null)

it('reads trimmed texts, and nothing as nothing', () => {
  expect(readForm({ ...form, name: ' Payments ', owner: '  ', contact: 'ann@example.com' })).toEqual({
    ok: true,
    label: { name: 'Payments', owner: null, team: null, domain: null, contact: 'mailto:ann@example.com' },
  })
})

it('says what is wrong, field by field', () => {
  expect(readForm({ ...form, name: 'x'.repeat(81), team: 'y'.repeat(61), contact: 'javascript:alert(1)' })).toEqual({
    ok: false,
    problems: {
      name: 'At most 80 characters.',
      team: 'At most 60 characters.',
      contact: 'A web address (https://…) or a mail address.',
    },
  })
})

it('shows a mail address without its scheme', () => {
  expect(formOf((member) => (member === 'contact' ? 'mailto:ann@example.com' : null)).contact).toBe('ann@example.com')
})
