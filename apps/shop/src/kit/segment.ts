import AWSXRay from 'aws-xray-sdk-core'

/** Local work as a subsegment of its own, closed with the error it ends in. */
export function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  return AWSXRay.captureAsyncFunc(name, async (subsegment) => {
    try {
      const result = await work()
      subsegment?.close()
      return result
    } catch (error) {
      subsegment?.close(error instanceof Error ? error : String(error))
      throw error
    }
  })
}

/** The segment of the request at hand, from whatever depth. */
export function currentSegment(): AWSXRay.Segment | undefined {
  const entity = AWSXRay.getSegment()
  if (!entity) return undefined
  return entity instanceof AWSXRay.Segment ? entity : entity.segment
}

export function annotate(values: Record<string, string | number | boolean>): void {
  const segment = currentSegment()
  for (const [key, value] of Object.entries(values)) segment?.addAnnotation(key, value)
}

export function note(key: string, value: object): void {
  currentSegment()?.addMetadata(key, value, 'shop')
}

export function setUser(user: string): void {
  if (user) currentSegment()?.setUser(user)
}
