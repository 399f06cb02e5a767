import { useCommonSearch } from './use-common-search.ts'

/** How texts are worded; for what is remembered between drawings (`useMemo`) and has words in it. `t` knows by itself. */
export function useWords(): 'plain' | 'technical' {
  return useCommonSearch().words === 'technical' ? 'technical' : 'plain'
}
