/** A few hundred people who shop here. The same ones every time, so that "users hit" shows the same names in history and live. */

const first = [
  'ada', 'bruno', 'chiara', 'dmitri', 'elif', 'farid', 'greta', 'hugo', 'ines', 'jonas', 'kofi', 'lena',
  'marek', 'noor', 'olga', 'pablo', 'quentin', 'rosa', 'samir', 'tomoko', 'ulla', 'vikram', 'wanda', 'yusuf',
] as const // biome-ignore format: a list of names reads best in rows
const last = [
  'abel', 'brandt', 'costa', 'duval', 'ekberg', 'ferrari', 'garcia', 'haddad', 'ito', 'jansen', 'kaya', 'lopez', 'moreau',
] as const // biome-ignore format: a list of names reads best in rows

export type Plan = 'free' | 'plus' | 'business'
export type User = { name: string; plan: Plan; address: string; agent: string; card: string }

const agents = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
] as const

export const users: readonly User[] = first.flatMap((given, row) =>
  last.map((family, column) => {
    const index = row * last.length + column
    return {
      name: `${given}.${family}`,
      plan: index % 12 === 0 ? 'business' : index % 4 === 0 ? 'plus' : 'free',
      // Addresses set aside for documentation (RFC 5737).
      address: `203.0.113.${index % 250}`,
      agent: agents[index % agents.length] ?? agents[0],
      card: index % 40 === 7 ? '4000000000000002' : `42424242424242${String(10 + (index % 90))}`,
    }
  }),
)
