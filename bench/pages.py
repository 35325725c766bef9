"""Does what open pages do, and prints how often Waymark was asked: pages.py PORT PAGES SECONDS [RUN]."""
import asyncio
import random
import sys
import time

port, pages, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
run = sys.argv[4] if len(sys.argv) > 4 else None
# As in paths.js of the page.
WATCHED = (("/migrations/status", 4), ("/schema/verification", 6))
asked = {200: 0, 304: 0}
events = 0


async def answer(reader):
    status = int((await reader.readline()).split()[1])
    tag, length = None, 0
    while (line := (await reader.readline()).strip()):
        name, _, value = line.decode().partition(": ")
        if name.lower() == "etag":
            tag = value
        elif name.lower() == "content-length":
            length = int(value)
    await reader.readexactly(length)
    return status, tag


async def watch(path, every, end):
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**24)
    tag = None
    await asyncio.sleep(random.uniform(0, every))
    while time.monotonic() < end:
        known = f"If-None-Match: {tag}\r\n" if tag else ""
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nCache-Control: max-age=2\r\n{known}\r\n".encode())
        status, tag = await answer(reader)
        asked[status] += 1
        await asyncio.sleep(every)
    writer.close()


async def follow(end):
    global events
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /migrations/runs/{run}/events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    if b" 200 " not in await reader.readline():
        raise SystemExit("A page may not follow the run")
    while (left := end - time.monotonic()) > 0:
        try:
            line = await asyncio.wait_for(reader.readline(), left)
        except asyncio.TimeoutError:
            break
        events += line.startswith(b"data:")
    writer.close()


async def main():
    end = time.monotonic() + seconds
    work = [watch(path, every, end) for _ in range(pages) for path, every in WATCHED]
    work += [follow(end) for _ in range(pages)] if run else []
    await asyncio.gather(*work)
    print(asked[200], asked[304], events)


asyncio.run(main())
