import { Link } from '@tanstack/react-router'
import { wordsFor } from '../errors.ts'
import { t } from '../messages/index.ts'

/** A question that was not answered: what happened, try again, or look at the doctor. */
export function Failed({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  return (
    <div role="alert" className="m-4 rounded-lg border border-fault bg-fault-soft p-4 text-fault-text">
      <p>{wordsFor(error)}</p>
      <p className="mt-3 flex flex-wrap items-center gap-3">
        {onRetry && (
          <button type="button" className="btn" onClick={onRetry}>
            {t('error.retry')}
          </button>
        )}
        <Link to="/doctor" className="text-fault-text underline">
          {t('error.doctor')}
        </Link>
      </p>
    </div>
  )
}
