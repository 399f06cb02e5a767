/** An SVG as a bitmap, drawn by the browser itself. */
import type { Svg } from '@roentgen/export'

/** Twice the page's pixels, or once where the browser's canvas cannot hold that much. */
export const scales = [2, 1] as const

async function rasterised(svg: Svg): Promise<Blob | null> {
  const url = URL.createObjectURL(new Blob([svg.text], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = svg.width
    canvas.height = svg.height
    const context = canvas.getContext('2d')
    if (!context) return null
    context.drawImage(image, 0, 0, svg.width, svg.height)
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
  } catch {
    // What is too large for the browser it does not decode.
    return null
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Null: too large for this browser at any scale. */
export async function pngOf(
  at: (scale: number) => Svg,
): Promise<{ readonly blob: Blob; readonly scale: number } | null> {
  for (const scale of scales) {
    const blob = await rasterised(at(scale))
    if (blob) return { blob, scale }
  }
  return null
}
