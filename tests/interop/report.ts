/** The table at the end of a run: nothing is left out silently. */
export type Outcome = 'ok' | 'failed' | `not met: ${string}`

export class Report {
  readonly #rows = new Map<string, { version: string; outcomes: Map<string, Outcome>; notRun: string | null }>()

  sdk(name: string, version: string, notRun: string | null = null): void {
    this.#rows.set(name, { version, outcomes: new Map(), notRun })
  }

  check(sdk: string, what: string, outcome: Outcome): void {
    this.#rows.get(sdk)?.outcomes.set(what, outcome)
  }

  text(): string {
    const lines = ['SDK | version | checks | result', '--- | --- | --- | ---']
    for (const [name, { version, outcomes, notRun }] of this.#rows) {
      if (notRun !== null) {
        lines.push(`${name} | ${version} | - | not run: ${notRun}`)
        continue
      }
      const of = (test: (outcome: Outcome) => boolean) => [...outcomes].filter(([, outcome]) => test(outcome))
      const ok = of((outcome) => outcome === 'ok').length
      const others = of((outcome) => outcome !== 'ok').map(([what, outcome]) => `${what}: ${outcome}`)
      lines.push(`${name} | ${version} | ${ok} of ${outcomes.size} | ${others.length === 0 ? 'ok' : others.join('; ')}`)
    }
    return lines.join('\n')
  }
}
