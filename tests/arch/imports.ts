/** Which folder may import which: the arrows of the architecture as data. `imports.test.ts` holds the code to it. */
export const mayImport: Record<string, readonly string[]> = {
  trace: [],
  iam: [],
  filter: ['trace'],
  sampling: ['trace'],
  translate: ['trace'],
  slo: ['trace'],
  story: ['trace', 'slo'],
  store: ['trace', 'filter', 'slo'],
  contract: ['trace', 'slo'],
  xray: ['trace', 'filter', 'sampling', 'translate', 'slo', 'iam', 'store'],
  bff: ['trace', 'filter', 'sampling', 'translate', 'slo', 'story', 'iam', 'store', 'contract'],
  web: ['trace', 'filter', 'sampling', 'translate', 'slo', 'story', 'contract'],
  shop: ['trace'],
  cli: [
    'trace',
    'filter',
    'sampling',
    'translate',
    'slo',
    'story',
    'iam',
    'store',
    'contract',
    'xray',
    'bff',
    'shop',
    'web',
  ],
}

/** Packages from elsewhere that a folder must not touch, whatever its package.json says. */
export const mustNotUse: Record<string, readonly RegExp[]> = {
  trace: [/^node:/, /^@aws-sdk\//],
  filter: [/^node:/, /^@aws-sdk\//],
  sampling: [/^node:/, /^@aws-sdk\//],
  story: [/^node:/, /^@aws-sdk\//],
  slo: [/^node:/, /^@aws-sdk\//],
  contract: [/^node:/, /^@aws-sdk\//],
  web: [/^node:/, /^@aws-sdk\//, /^@clickhouse\//],
}
