/** GetServiceGraph over any window. */
import { GetServiceGraphCommand, type Service } from '@aws-sdk/client-xray'
import type { Window } from '@roentgen/store'
import { mergeGraphs, type ServiceGraph } from '@roentgen/trace'
import type { SourceGroup } from '../port.ts'
import type { Asker } from './asker.ts'
import { graphFromServices } from './from-wire.ts'
import { type TileCache, tilesOf } from './tiles.ts'

/** Indexing runs up to a minute behind (facts 3.5); until well after that a tile may still grow. */
export const settledAfterMs = 10 * 60_000

async function graphOfTile(
  asker: Asker,
  tile: Window,
  ownAccount: string | null,
  group: SourceGroup | null,
): Promise<ServiceGraph> {
  const services: Service[] = []
  let token: string | undefined
  do {
    const input = {
      StartTime: new Date(tile.fromUs / 1000),
      EndTime: new Date(tile.toUs / 1000),
      ...(group ? { GroupName: group.name } : {}),
      ...(token ? { NextToken: token } : {}),
    }
    const reply = await asker.ask('GetServiceGraph', input, (i) => asker.client.send(new GetServiceGraphCommand(i)))
    services.push(...(reply.Services ?? []))
    token = reply.NextToken
  } while (token)
  return graphFromServices(services, ownAccount)
}

/** `cache` null: the source is near, and late documents change its past. */
export async function serviceGraph(
  asker: Asker,
  window: Window,
  ownAccount: string | null,
  cache: TileCache<ServiceGraph> | null,
  group: SourceGroup | null = null,
): Promise<ServiceGraph> {
  const which = group ? `${group.arn} ${group.filter?.text ?? ''}` : ''
  const tiles = await Promise.all(
    tilesOf(window).map((tile) => {
      const ask = () => graphOfTile(asker, tile, ownAccount, group)
      const settled = tile.toUs / 1000 < Date.now() - settledAfterMs
      return cache && settled ? cache.get(`${tile.fromUs}-${tile.toUs} ${which}`, ask) : ask()
    }),
  )
  return mergeGraphs(tiles)
}
