"""steady.py PORT TARGET PER_SECOND SECONDS: asks at fixed times, whatever the answers take, on one connection, and says
as JSON how long answers took from when they were due, what failed, and which versions of the mall they were of."""

import http.client
import json
import re
import sys
import time


def main(port, target, per_second, seconds):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    took, failed, versions = [], 0, []
    begin = time.perf_counter()
    for number in range(int(per_second * seconds)):
        due = begin + number / per_second
        pause = due - time.perf_counter()
        if pause > 0:
            time.sleep(pause)
        try:
            connection.request("GET", target)
            response = connection.getresponse()
            body = response.read()
            failed += response.status != 200
            version = re.search(rb'"version":(\d+)', body)
            if version and (not versions or versions[-1] != int(version[1])):
                versions.append(int(version[1]))
        except (OSError, http.client.HTTPException):
            failed += 1
            connection.close()
        took.append(time.perf_counter() - due)
    took.sort()
    print(json.dumps({"p50_ms": took[len(took) // 2] * 1e3, "p99_ms": took[len(took) * 99 // 100] * 1e3,
                      "failed": failed, "asked": len(took), "versions": versions}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), float(sys.argv[4]))
