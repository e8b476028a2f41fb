"""Runs cells through a Jupyter Kernel Gateway, over its web socket, and prints what came back. Run by gateway.test.ts."""

import asyncio
import json
import sys
import urllib.request
import uuid

from tornado.websocket import websocket_connect

base, kernel_name = sys.argv[1:]


def request(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(base + path, method=method, data=data)
    answer = urllib.request.urlopen(asked, timeout=60).read()
    return json.loads(answer) if answer else None


async def execute(socket, code):
    """The status of the reply, and what the cell printed, showed or threw."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": "s", "username": "u", "version": "5.3", "date": ""}
    content = {"code": code, "silent": False, "allow_stdin": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []}
    await socket.write_message(json.dumps(message))
    status, idle, outputs = None, False, []
    while status is None or not idle:
        received = json.loads(await asyncio.wait_for(socket.read_message(), 60))
        if received["parent_header"].get("msg_id") != header["msg_id"]:
            continue
        kind, content = received["msg_type"], received["content"]
        if kind == "execute_reply":
            status = content["status"]
        elif kind == "status":
            idle = content["execution_state"] == "idle"
        elif kind == "stream":
            outputs.append(content["text"])
        elif kind in ("execute_result", "display_data"):
            outputs.append(content["data"].get("text/plain"))
        elif kind == "error":
            outputs.append(content["ename"])
    return status, outputs


async def main():
    kernel = request("POST", "/api/kernels", {"name": kernel_name})["id"]
    socket = await websocket_connect(f"{base.replace('http', 'ws')}/api/kernels/{kernel}/channels")
    said = [await execute(socket, "const a: number = 6; a * 7"), await execute(socket, "console.log('out')")]
    endless = asyncio.ensure_future(execute(socket, "for (;;);"))
    await asyncio.sleep(1)
    await asyncio.to_thread(request, "POST", f"/api/kernels/{kernel}/interrupt")
    said += [await endless, await execute(socket, "a")]
    await asyncio.to_thread(request, "DELETE", f"/api/kernels/{kernel}")
    print(json.dumps(said))


asyncio.run(main())
