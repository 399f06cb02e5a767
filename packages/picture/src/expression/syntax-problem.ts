import type { Problem, Span } from './tree.ts'

/** Thrown inside of the parser only; `parse` makes a value of it. */
export class SyntaxProblem extends Error {
  readonly problem: Problem
  constructor(
    code: Problem['code'],
    values: Problem['values'],
    { start, end }: Span,
    expected: readonly string[] = [],
  ) {
    super(code)
    this.problem = { code, values, at: { start, end }, expected }
  }
}
