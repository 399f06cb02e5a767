# aws_xray_sdk: a segment a request, sampled or not as the recorder decides.
import json
import logging
import sys
import time

from aws_xray_sdk.core import xray_recorder

address, per_second, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
logging.disable(logging.CRITICAL)
xray_recorder.configure(service="python-sdk", daemon_address=address, sampling=True, context_missing="LOG_ERROR")
sampler = xray_recorder.sampler
sampler.start()
cache = sampler._cache
while not cache.last_updated:
    time.sleep(0.05)

counted = {}
total = per_second * seconds
start = time.time()
sent = 0
while sent < total:
    due = min(total, int((time.time() - start) * per_second))
    while sent < due:
        segment = xray_recorder.begin_segment("python-sdk")
        second = int(time.time())
        requests, sampled = counted.get(second, (0, 0))
        counted[second] = (requests + 1, sampled + (1 if segment.sampled else 0))
        xray_recorder.end_segment()
        sent += 1
    time.sleep(0.005)
# The next report comes within ten seconds.
while any(rule.ever_matched() for rule in cache.rules):
    time.sleep(0.1)
time.sleep(0.5)
print(json.dumps({"seconds": [[second, *counts] for second, counts in sorted(counted.items())]}))
