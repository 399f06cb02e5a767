import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { momentTime } from '../../../format.ts'
import { say } from '../../../messages/story.ts'
import { storyQuery, type WindowQuery } from '../../../queries.ts'
import { sentenceFrom } from './told.ts'

/** What stands out in one node or edge, and since when. */
export function Findings({ window, id }: { window: WindowQuery; id: string }) {
  const { tz } = useSearch({ from: '/map' })
  const story = useQuery(storyQuery(window)).data
  const sentences = (story?.findings ?? []).flatMap((finding) => {
    const sentence = finding.id === id ? sentenceFrom(finding.sentence) : null
    return sentence ? [say(sentence, (at, since) => momentTime(at, since ?? story?.window.to ?? at, tz))] : []
  })
  if (sentences.length === 0) return null
  return (
    <ul data-testid="findings" className="flex list-disc flex-col gap-1 pl-5">
      {sentences.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}
