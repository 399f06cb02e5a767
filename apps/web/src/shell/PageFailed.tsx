import type { ErrorComponentProps } from '@tanstack/react-router'
import { Failed } from '../ui/Failed.tsx'

export function PageFailed({ error, reset }: ErrorComponentProps) {
  return <Failed error={error} onRetry={reset} />
}
