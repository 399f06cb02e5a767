/** UDP blocked as by a firewall: TCP reaches the service through a relay, datagrams to the same port go nowhere. */
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { expect, test } from '@playwright/test'
import { bffOver } from './bff.ts'

const xray = new URL(process.env.ROENTGEN_E2E_XRAY ?? 'http://127.0.0.1:2400')
let relay: Server
let bff: Awaited<ReturnType<typeof bffOver>>

test.beforeAll(async () => {
  relay = createServer((socket) => {
    const onward = connect(Number(xray.port), xray.hostname)
    socket.pipe(onward).pipe(socket)
    const end = () => {
      socket.destroy()
      onward.destroy()
    }
    socket.on('error', end).on('close', end)
    onward.on('error', end).on('close', end)
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  const { port } = relay.address() as AddressInfo
  bff = await bffOver(`xray:http://127.0.0.1:${port}`, { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${port}` })
})

test.afterAll(async () => {
  bff?.stop()
  relay?.close()
})

test('the doctor sees that UDP is blocked and says what to do', async ({ page }, testInfo) => {
  await page.goto(`${bff.web}/doctor`)
  const checks = page.getByRole('list', { name: 'What works and what does not' })
  await expect(checks).toContainText('Sampling rules over TCP: works')
  await page.getByRole('button', { name: 'Send the probe' }).click()
  await expect(page.getByText(/UDP to the daemon’s port is blocked or goes elsewhere/)).toBeVisible({ timeout: 40_000 })
  await expect(page.getByText('Sampling rules are answered over TCP.')).toBeVisible()
  await expect(checks).toContainText('Documents over UDP: does not work')
  await expect(checks.getByRole('region', { name: 'How to put it right: Documents over UDP' })).toContainText('/udp')
  await testInfo.attach('udp-blocked', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' })
})
