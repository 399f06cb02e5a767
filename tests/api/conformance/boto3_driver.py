"""Calls an X-Ray endpoint through boto3: a question a line on standard input, an answer a line on standard output.

A reply is also held to the service model that botocore ships: names, types, lengths, enumerations, required members.
"""

import json
import re
import sys

import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import ClientError


def problems_of(shape, value, path):
    if value is None:
        return []
    kind = shape.type_name
    if kind == "structure":
        if not isinstance(value, dict):
            return [f"{path}: not an object"]
        found = [f"{path}.{name}: unknown member" for name in value if name not in shape.members]
        found += [f"{path}.{name}: missing" for name in shape.required_members if value.get(name) is None]
        if getattr(shape, "is_tagged_union", False) and sum(one is not None for one in value.values()) != 1:
            found.append(f"{path}: a union with other than one member")
        for name, member in shape.members.items():
            found += problems_of(member, value.get(name), f"{path}.{name}")
        return found
    if kind == "list":
        if not isinstance(value, list):
            return [f"{path}: not a list"]
        found = length_problems(shape, len(value), path)
        for index, one in enumerate(value):
            if one is None:
                found.append(f"{path}[{index}]: null")
            found += problems_of(shape.member, one, f"{path}[{index}]")
        return found
    if kind == "map":
        if not isinstance(value, dict):
            return [f"{path}: not a map"]
        found = length_problems(shape, len(value), path)
        for key, one in value.items():
            found += problems_of(shape.key, key, f"{path}.{key}") + problems_of(shape.value, one, f"{path}.{key}")
        return found
    if kind == "string":
        if not isinstance(value, str):
            return [f"{path}: not a string"]
        found = length_problems(shape, len(value), path)
        if shape.enum and value not in shape.enum:
            found.append(f"{path}: {value} is not one of {shape.enum}")
        pattern = shape.metadata.get("pattern")
        if pattern and not re.search(pattern, value):
            found.append(f"{path}: {value} does not fit {pattern}")
        return found
    if kind == "boolean":
        return [] if isinstance(value, bool) else [f"{path}: not a boolean"]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return [f"{path}: not a number"]
    if kind in ("integer", "long") and not float(value).is_integer():
        return [f"{path}: {value} is not whole"]
    return range_problems(shape, value, path)


def length_problems(shape, length, path):
    return [f"{path}: length {problem}" for problem in outside(shape, length)]


def range_problems(shape, value, path):
    return [f"{path}: value {problem}" for problem in outside(shape, value)]


def outside(shape, size):
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and size < least:
        return [f"{size} is below {least}"]
    if most is not None and size > most:
        return [f"{size} is above {most}"]
    return []


def main():
    client = boto3.client(
        "xray",
        endpoint_url=sys.argv[1],
        region_name="eu-west-1",
        aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
        aws_secret_access_key="any",
        # What the model forbids must reach the service, and be heard once.
        config=Config(parameter_validation=False, retries={"mode": "standard", "total_max_attempts": 1}),
    )
    raw = {}
    client.meta.events.register(
        "before-parse.xray", lambda response_dict, **_: raw.update(body=response_dict["body"])
    )
    print(json.dumps({"version": boto3.__version__, "botocore": botocore.__version__}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        name = asked["operation"]
        try:
            output = client._make_api_call(name, asked["input"])
            output.pop("ResponseMetadata")
            shape = client.meta.service_model.operation_model(name).output_shape
            problems = problems_of(shape, json.loads(raw["body"]), name) if shape else []
            answer = {"output": output, "problems": problems[:20]}
        except ClientError as error:
            said = error.response
            answer = {
                "error": said["Error"]["Code"],
                "message": said["Error"]["Message"],
                "status": said["ResponseMetadata"]["HTTPStatusCode"],
                "modelled": type(error) is not ClientError,
            }
        except Exception as error:  # The client could not read the reply: the finding itself.
            answer = {"failed": repr(error)}
        print(json.dumps(answer, default=str), flush=True)


main()
