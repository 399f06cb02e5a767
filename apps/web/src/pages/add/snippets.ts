/** Lines to paste, per SDK, with the real addresses. Code, not prose: it is the same in every language people speak. */
export type Endpoints = {
  readonly xray: string | null
  readonly daemon: string | null
  readonly otlpHttp: string | null
  readonly otlpGrpc: string | null
}
export type Snippet = {
  readonly id: string
  readonly name: string
  readonly install: string
  readonly code: string
  readonly run: string
}

/** `127.0.0.1:2000`, as the SDKs want it: without a scheme. */
const hostPort = (address: string | null, otherwise: string): string =>
  (address ?? otherwise).replace(/^\w+:\/\//, '').replace(/\/+$/, '')

export function snippets(endpoints: Endpoints): Snippet[] {
  const daemon = hostPort(endpoints.daemon ?? endpoints.xray, '127.0.0.1:2000')
  const otlp = (endpoints.otlpHttp ?? 'http://127.0.0.1:4318').replace(/\/+$/, '')
  const address = `export AWS_XRAY_DAEMON_ADDRESS=${daemon}`
  return [
    {
      id: 'node',
      name: 'Node.js',
      install: 'npm install aws-xray-sdk',
      code: `const AWSXRay = require('aws-xray-sdk')
AWSXRay.captureHTTPsGlobal(require('http'))
app.use(AWSXRay.express.openSegment('my-app'))
// ... your routes ...
app.use(AWSXRay.express.closeSegment())`,
      run: `${address}\nnode app.js`,
    },
    {
      id: 'python',
      name: 'Python',
      install: 'pip install aws-xray-sdk',
      code: `from aws_xray_sdk.core import xray_recorder, patch_all
from aws_xray_sdk.ext.flask.middleware import XRayMiddleware
xray_recorder.configure(service='my-app')
XRayMiddleware(app, xray_recorder)
patch_all()`,
      run: `${address}\npython app.py`,
    },
    {
      id: 'java',
      name: 'Java',
      install: 'implementation("com.amazonaws:aws-xray-recorder-sdk-core:2.18.2")',
      code: `@Bean
public Filter tracingFilter() {
  return new AWSXRayServletFilter("my-app");
}`,
      run: `${address}\njava -jar app.jar`,
    },
    {
      id: 'go',
      name: 'Go',
      install: 'go get github.com/aws/aws-xray-sdk-go/v2',
      code: `http.Handle("/", xray.Handler(xray.NewFixedSegmentNamer("my-app"), handler))
client := xray.Client(http.DefaultClient) // for the calls it makes`,
      run: `${address}\ngo run .`,
    },
    {
      id: 'dotnet',
      name: '.NET',
      install: 'dotnet add package AWSXRayRecorder.Handlers.AspNetCore',
      code: `var app = builder.Build();
app.UseXRay("my-app");
AWSSDKHandler.RegisterXRayForAllServices();`,
      run: `${address}\ndotnet run`,
    },
    {
      id: 'ruby',
      name: 'Ruby',
      install: "gem 'aws-xray-sdk', require: ['aws-xray-sdk/facets/rails/railtie']",
      code: `# config/initializers/aws_xray.rb
Rails.application.config.xray = {
  name: 'my-app',
  patch: %I[net_http aws_sdk],
}`,
      run: `${address}\nbin/rails server`,
    },
    {
      id: 'otel',
      name: 'OpenTelemetry',
      install: 'npm install @opentelemetry/auto-instrumentations-node',
      code: '// no code: the agent does it (Java, Python, .NET and others have the same variables)',
      run: `export OTEL_SERVICE_NAME=my-app
export OTEL_EXPORTER_OTLP_ENDPOINT=${otlp}
export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
export OTEL_METRICS_EXPORTER=none OTEL_LOGS_EXPORTER=none
node --require @opentelemetry/auto-instrumentations-node/register app.js`,
    },
  ]
}
