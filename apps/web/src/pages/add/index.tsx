import { AddYourApp } from './AddYourApp.tsx'

export function Component() {
  return <AddYourApp empty={false} />
}
