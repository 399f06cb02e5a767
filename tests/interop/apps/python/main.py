"""A small shop service as one writes it with aws-xray-sdk and Flask. The routes are those of ../README.md."""
import os
import sqlite3
import sys
import threading

import boto3
import requests
from aws_xray_sdk.core import patch, xray_recorder
from aws_xray_sdk.ext.flask.middleware import XRayMiddleware
from botocore.config import Config
from botocore.exceptions import ClientError
from flask import Flask, g, request
from werkzeug.serving import make_server

xray_recorder.configure(service=os.environ.get("INTEROP_NAME", "interop-python"))
patch(["botocore", "requests", "sqlite3"])

app = Flask("shop")
XRayMiddleware(app, xray_recorder)

dynamo = boto3.client(
    "dynamodb",
    endpoint_url=os.environ["INTEROP_AWS"],
    region_name="eu-west-1",
    aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
    aws_secret_access_key="any",
    config=Config(retries={"total_max_attempts": 1}),
)


@app.before_request
def remember_trace():
    g.trace_id = xray_recorder.current_segment().trace_id


@app.after_request
def with_trace_id(response):
    response.headers["x-trace-id"] = g.trace_id
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


@xray_recorder.capture("reserve")
def reserve():
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
    xray_recorder.current_segment().set_user("u-7")
    with xray_recorder.in_subsegment("price") as subsegment:
        subsegment.put_annotation("colour", "blue")
        subsegment.put_annotation("weight", 42.5)
        subsegment.put_annotation("express", True)
        subsegment.put_metadata("order", {"lines": 2}, "shop")
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
    database.execute("CREATE TABLE orders (id INTEGER)")
    rows = database.execute("SELECT id FROM orders WHERE id = 8841").fetchall()
    database.close()
    return f"{len(rows)} rows"


@app.get("/many")
def many():
    for index in range(int(request.args["n"])):
        with xray_recorder.in_subsegment(f"step {index}"):
            pass
    return "done"


server = make_server("127.0.0.1", 0, app, threaded=True)
print(f"ready {server.port}", flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
