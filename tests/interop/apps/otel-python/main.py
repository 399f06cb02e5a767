"""A small shop service as one writes it with OpenTelemetry and Flask. The routes are those of ../README.md."""
import os
import sqlite3
import sys
import threading

import boto3
import requests
from botocore.config import Config
from botocore.exceptions import ClientError
from flask import Flask, request
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.botocore import BotocoreInstrumentor
from opentelemetry.instrumentation.flask import FlaskInstrumentor
from opentelemetry.instrumentation.requests import RequestsInstrumentor
from opentelemetry.instrumentation.sqlite3 import SQLite3Instrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from werkzeug.serving import make_server

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)
tracer = trace.get_tracer("shop")

app = Flask("shop")
FlaskInstrumentor().instrument_app(app)
RequestsInstrumentor().instrument()
BotocoreInstrumentor().instrument()
SQLite3Instrumentor().instrument()

dynamo = boto3.client(
    "dynamodb",
    endpoint_url=os.environ["INTEROP_AWS"],
    region_name="eu-west-1",
    aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
    aws_secret_access_key="any",
    config=Config(retries={"total_max_attempts": 1}),
)


@app.after_request
def with_trace_id(response):
    response.headers["x-trace-id"] = format(trace.get_current_span().get_span_context().trace_id, "032x")
    return response


@app.get("/ping")
def ping():
    return "pong"


@app.get("/missing")
def missing():
    return "no such order", 404


@app.get("/busy")
def busy():
    return "later", 429


def reserve():
    with tracer.start_as_current_span("reserve"):
        raise ValueError("the shelf is empty")


@app.get("/broken")
def broken():
    reserve()


@app.get("/caught")
def caught():
    try:
        reserve()
    except ValueError:
        pass  # Handled: the request is answered all the same.
    return "handled"


@app.get("/notes")
def notes():
    trace.get_current_span().set_attribute("enduser.id", "u-7")
    with tracer.start_as_current_span("price") as span:
        span.set_attribute("aws.xray.annotations", ["colour", "weight", "express"])
        span.set_attribute("colour", "blue")
        span.set_attribute("weight", 42.5)
        span.set_attribute("express", True)
        span.set_attribute("shop.order.lines", 2)
    return "noted"


@app.get("/call")
def call():
    return f"answered {requests.get(request.args['url'], timeout=30).status_code}"


@app.get("/aws")
def aws():
    try:
        dynamo.get_item(TableName=request.args["table"], Key={"id": {"S": "8841"}})
        return "found"
    except ClientError as error:
        return error.response["Error"]["Code"]


@app.get("/sql")
def sql():
    database = sqlite3.connect(":memory:")
    rows = database.cursor().execute("SELECT 8841 AS id").fetchall()
    database.close()
    return f"{len(rows)} rows"


@app.get("/many")
def many():
    for index in range(int(request.args["n"])):
        with tracer.start_as_current_span(f"step {index}"):
            pass
    return "done"


server = make_server("127.0.0.1", 0, app, threaded=True)
print(f"ready {server.port}", flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
provider.shutdown()
