/** Light, dark or the system's choice; kept on this device, never in a link. `public/theme.js` does the same before the first paint. */
import { useSyncExternalStore } from 'react'

export type ThemeChoice = 'light' | 'dark' | 'system'
export type Theme = 'light' | 'dark'

const storageKey = 'roentgen.theme'
const choices: readonly ThemeChoice[] = ['system', 'light', 'dark']
const listeners = new Set<() => void>()
const systemDark = matchMedia('(prefers-color-scheme: dark)')

export function themeChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey)
    return choices.find((choice) => choice === stored) ?? 'system'
  } catch {
    return 'system'
  }
}

export function theme(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'
}

function apply(): void {
  const choice = themeChoice()
  document.documentElement.dataset.theme = choice === 'system' ? (systemDark.matches ? 'dark' : 'light') : choice
  for (const listener of listeners) listener()
}

export function chooseTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(storageKey, choice)
  } catch {
    // Private windows may refuse storage; the choice then lasts for this page.
  }
  apply()
}

export const nextChoice = (choice: ThemeChoice): ThemeChoice =>
  choices[(choices.indexOf(choice) + 1) % choices.length] ?? 'system'

export function watchTheme(): void {
  systemDark.addEventListener('change', apply)
  apply()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, theme)
export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, themeChoice)
