"""Besieges kb serve.

    siege.py KB SEED REQUESTS SAVES

First come requests of three kinds, from eight clients at once, while other connections send half a request or read nothing:

- valid ones get what they got at the beginning, byte for byte;
- broken ones get an HTTP response below 500, or the connection is closed;
- hostile ones read no file outside the site, change nothing, and add no line to the head of a response.

Afterwards the server must be alive and use about as much memory and as many open files as after the first quarter. Then files are
saved faster than kb builds; what is served afterwards must equal what a new server shows, byte for byte. The same seed sends the
same requests.
"""

import collections
import json
import os
import queue
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

CLIENTS = 8
SECRET = "the content of a file outside the site"
FORGED = "sent-by-another-website"
# Only a server that no longer responds takes this many seconds.
PATIENCE = 60
# What the memory may grow by between the first quarter and the end, in kB: an allocator never gives all of it back.
MOST_GROWTH = 16 * 1024

SITE = """title = "Siege"
url = "https://example.com"
language = "en"
theme.name = "duo"
backend = { kind = "post", action = "https://forms.example.com/" }
[forms.news]
title = "News"
[[forms.news.fields]]
name = "mail"
label = "E-mail"
type = "email"
required = true
"""


def article(number, word="Text"):
    return f"# Page {number}\n\n{word} of page {number}, see [[page-{(number + 1) % 20}]].\n\n## Part\n\n{word * 50}\n"


def make_site(root):
    files = {f"articles/guides/page-{number}.md": article(number) for number in range(20)}
    files |= {
        "site.toml": SITE,
        "articles/privacy.md": "# Privacy\n\n[film](film.bin) ![dot](dot.svg)\n",
        "articles/contact.md": '# Contact\n\n{{ form(id="news") }}\n',
        "articles/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>',
    }
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (root / "articles/film.bin").write_bytes(bytes(range(256)) * 20_000)
    (root.parent / "secret.txt").write_text(SECRET)


class Served:
    """A running kb serve."""

    def __init__(self, kb, root):
        command = [kb, "serve", "--port", "0", "--root", str(root)]
        environment = {**os.environ, "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1767225600"}
        environment.pop("KB_EDITOR", None)
        self.process = subprocess.Popen(
            command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True, env=environment
        )
        self.lines = queue.Queue()
        for line in self.process.stderr:
            if found := re.match(r"Serving at http://([^/]+):(\d+)/", line):
                self.host, self.port = found.group(1), int(found.group(2))
                break
        threading.Thread(target=lambda: [self.lines.put(line) for line in self.process.stderr], daemon=True).start()

    def exchange(self, request, patience=PATIENCE):
        """Sends bytes and returns everything that comes back until the server closes the connection. If nothing comes for `patience`
        seconds, says that nothing will follow; a server that is told so earlier no longer responds."""
        answer = b""
        with socket.create_connection((self.host, self.port), timeout=PATIENCE) as stream:
            try:
                stream.sendall(request)
                stream.settimeout(patience)
                while True:
                    try:
                        piece = stream.recv(65536)
                    except TimeoutError:
                        stream.shutdown(socket.SHUT_WR)
                        stream.settimeout(PATIENCE)
                        piece = stream.recv(65536)
                    if not piece:
                        return answer
                    answer += piece
            # A server that neither responds nor closes the connection stops this client, which is reported.
            except TimeoutError:
                raise
            # A server that rejects a long request may close before all of it is sent.
            except OSError:
                return answer

    def ask(self, method, path, *lines, body=b""):
        """Status, head and body of the response to a well-formed request."""
        head = [f"{method} {path} HTTP/1.1", f"host: {self.host}:{self.port}", "connection: close", *lines]
        if body:
            head.append(f"content-length: {len(body)}")
        answer = self.exchange("\r\n".join(head).encode() + b"\r\n\r\n" + body)
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(answer[9:12] or 0), head, body

    def page(self, path):
        """A response without what differs between two servers and two builds."""
        status, head, body = self.ask("GET", path)
        return status, re.sub(rb' data-build="[^"]*"', b"", body)

    def figures(self):
        """Memory in kB, and open files."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        memory = int(re.search(r"VmRSS:\s+(\d+)", status).group(1))
        return memory, len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def stop(self):
        self.process.kill()
        self.process.wait()


class Client:
    """Sends requests of its own sequence and keeps what went wrong."""

    def __init__(self, served, known, seed):
        self.served, self.known, self.dice = served, known, random.Random(seed)
        self.counts = collections.Counter()
        self.wrong = []

    def run(self, number):
        for _ in range(number):
            kind = self.dice.choices(["valid", "broken", "hostile"], [4, 3, 3])[0]
            getattr(self, kind)()
            self.counts[kind] += 1

    def expect(self, is_right, what):
        if not is_right:
            self.wrong.append(what)

    def valid(self):
        path = self.dice.choice(sorted(self.known))
        status, body = self.known[path]
        how = self.dice.randrange(6)
        if how < 2:
            self.expect(self.served.page(path) == (status, body), f"GET {path} differs")
        elif how == 2:
            answer = self.served.ask("HEAD", path)
            self.expect((answer[0], answer[2]) == (status, b""), f"HEAD {path}: {answer[0]}")
        elif how == 3:
            start = self.dice.randrange(5_000_000)
            answer = self.served.ask("GET", "/film.bin", f"range: bytes={start}-{start + 99}")
            film = bytes((start + offset) % 256 for offset in range(100))
            self.expect((answer[0], answer[2]) == (206, film), f"range {start}: {answer[0]}")
        elif how == 4:
            form, status = self.dice.choice([(b"mail=anna%40example.com", 303), (b"mail=", 422)])
            answer = self.served.ask("POST", "/_kb/forms/news", "content-type: application/x-www-form-urlencoded", body=form)
            self.expect(answer[0] == status, f"POST {form}: {answer[0]}")
        else:
            tag = re.search(rb"(?i)\r\netag: ([^\r]+)", self.served.ask("HEAD", path)[1])
            again = self.served.ask("GET", path, f"if-none-match: {tag.group(1).decode() if tag else '*'}")[0]
            self.expect(again in (status, 304), f"GET {path} once more: {again}")

    def broken(self):
        dice, host = self.dice, f"host: {self.served.host}:{self.served.port}\r\n".encode()
        path = dice.choice(sorted(self.known)).encode()
        whole = b"GET " + path + b" HTTP/1.1\r\n" + host + b"connection: close\r\naccept-encoding: gzip\r\nrange: bytes=0-9\r\n\r\n"
        form = b"POST /_kb/forms/news HTTP/1.1\r\n" + host + b"content-type: application/x-www-form-urlencoded\r\n"

        def flipped():
            text = bytearray(whole)
            for _ in range(dice.randint(1, 8)):
                text[dice.randrange(len(text))] ^= 1 << dice.randrange(8)
            return bytes(text)

        request = dice.choice(
            [
                lambda: dice.randbytes(dice.randrange(400)),
                lambda: whole[: dice.randrange(len(whole))],
                flipped,
                flipped,
                lambda: whole[:-2] + b"x: " + b"y" * dice.randrange(200_000) + b"\r\n\r\n",
                lambda: whole[:-2] + b"".join(b"x-%d: y\r\n" % number for number in range(dice.randrange(3_000))) + b"\r\n",
                lambda: b"GET /" + b"a/" * dice.randrange(60_000) + b" HTTP/1.1\r\n" + host + b"\r\n",
                lambda: dice.choice([b"PUT", b"TRACE", b"CONNECT", b"OPTIONS", b"get", b"\0"]) + whole[3:],
                lambda: whole.replace(b"HTTP/1.1", dice.choice([b"HTTP/1.0", b"HTTP/2", b"HTTP/9.9", b"ICY", b""])),
                lambda: whole.replace(b"bytes=0-9", dice.choice([b"bytes=9-0", b"bytes=-", b"bytes=0-0,2-3,5-9", b"bytes=" + b"9" * 400 + b"-", b"\xff"])),
                lambda: form + b"content-length: " + dice.choice([b"-1", b"1e9", b"99999999999999999999", b"5, 6", b"70000", b""]) + b"\r\n\r\nmail=x",
                lambda: form + b"transfer-encoding: chunked\r\n\r\n" + dice.choice([b"zz\r\n", b"ffffffffffffffff\r\na", b"5\r\nmail=\r\n", b"-1\r\n"]),
                lambda: form + b"transfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n" + whole,
                lambda: form + b"content-length: 6\r\n\r\n" + dice.choice([b"%%%=%f", b"\0\0\0=\0\0", b"\xff\xfe=\xff&", b"mail=\r"]),
                lambda: whole * dice.randrange(1, 40),
            ]
        )()
        # The end of a connection that the request leaves open.
        answer = self.served.exchange(request + b"\r\n\r\n" + whole, 0.05)
        fine = not answer or (answer.startswith(b"HTTP/1.") and int(answer[9:12]) < 500)
        self.expect(fine, f"{request[:80]!r}: {answer[:80]!r}")

    def hostile(self):
        dice = self.dice
        up = dice.choice(["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "..%5c", "%252e%252e%252f", "..%c0%af", ".%00./", "/../", "./../"])
        how = dice.randrange(6)
        if how < 2:
            start = dice.choice(["/", "//", "/guides/", "/_kb/", "/assets/", "/guides/page-1/", "http://localhost/", "/%2f"])
            end = dice.choice(["secret.txt", "site.toml", ".kb/lock", "articles/contact.md", "etc/passwd"])
            status, head, body = self.served.ask("GET", start + up * dice.randint(0, 12) + end)
            leaks = SECRET.encode() in body or b"theme.name" in body or b"root:" in body or b"{{ form" in body
            self.expect(status in (200, 302, 400, 404) and not leaks, f"{start}{up}{end}: {status} {body[:80]!r}")
        elif how == 2:
            name = dice.choice(["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:80", "localhost@evil.example", "[::1].evil.example"])
            answer = self.served.exchange(f"GET / HTTP/1.1\r\nhost: {name}\r\nconnection: close\r\n\r\n".encode())
            self.expect(answer[9:12] in (b"421", b"400"), f"host {name}: {answer[:80]!r}")
        elif how == 3:
            line = dice.choice(["origin: https://evil.example", "origin: null", "sec-fetch-site: cross-site", "sec-fetch-site: same-site", "sec-fetch-site: same-origin\r\nsec-fetch-site: none", f"origin: http://{self.served.host}:1"])
            path = dice.choice(["/_kb/forms/news", "/_kb/inbox/clear", "/_kb/edit"])
            body = f"mail={FORGED}%40example.com&path=site.toml".encode()
            status = self.served.ask("POST", path, "content-type: application/x-www-form-urlencoded", line, body=body)[0]
            self.expect(status == 403, f"POST {path} with {line}: {status}")
        elif how == 4:
            split = dice.choice(["%0d%0ax-forged: 1", "%0ax-forged:%201", "\u010d\u010ax-forged: 1", "?%0d%0ax-forged: 1", "%E5%98%8D%E5%98%8Ax-forged: 1"])
            status, head, body = self.served.ask("GET", f"/guides/page-1{split}".replace(" ", "%20"))
            self.expect(b"\nx-forged" not in head.lower() and status in (200, 302, 400, 404), f"{split}: {head!r}")
        else:
            script = dice.choice(["<script>run()</script>", "%3Cscript%3Erun()%3C/script%3E", "\"onload=run()", "%22%3E%3Cimg src=x onerror=run()%3E"]).replace(" ", "%20")
            path = dice.choice(["/", "/guides/", "/_kb/", "/_kb/events?page=", "/_kb/forms/"]) + script
            # A form of another site is refused before its name is read; the stream of events would not end.
            origin = [] if "forms" in path else ["sec-fetch-site: cross-site"]
            status, head, body = self.served.ask("POST" if "forms" in path else "GET", path, "content-type: application/x-www-form-urlencoded", *origin)
            self.expect(b"<script>run" not in body and b"<img src" not in body, f"{path}: {body[:200]!r}")


def besiege(served, seed, requests):
    paths = [f"/guides/page-{number}/" for number in range(20)]
    paths += ["/", "/privacy/", "/contact/", "/guides/", "/dot.svg", "/sitemap.xml", "/nowhere/", "/thanks/news/", "/guides/page-1"]
    known = {path: served.page(path) for path in paths}
    # Connections that send nothing, half a request, or read nothing of a long response.
    idle = []
    film = f"GET /film.bin HTTP/1.1\r\nhost: {served.host}:{served.port}\r\n\r\n".encode()
    for begun in (b"", b"GET / HT", film) * 20:
        idle.append(socket.create_connection((served.host, served.port)))
        idle[-1].sendall(begun)
    clients = [Client(served, known, seed * 1000 + number) for number in range(CLIENTS)]
    before = None
    for share in (1, 3):
        threads = [threading.Thread(target=client.run, args=(requests * share // 4 // CLIENTS,)) for client in clients]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        before = before or served.figures()
    [stream.close() for stream in idle]
    counts = sum((client.counts for client in clients), collections.Counter())
    wrong = [line for client in clients for line in client.wrong]
    sent = sum(counts.values())
    if sent != requests // 4 // CLIENTS * CLIENTS + requests * 3 // 4 // CLIENTS * CLIENTS:
        wrong.append(f"a client stopped: only {sent} requests")
    if served.process.poll() is not None:
        wrong.append(f"the server ended with {served.process.returncode}")
        return counts, before, before, wrong
    if {path: served.page(path) for path in paths} != known:
        wrong.append("the site that is served has changed")
    letters = json.loads(served.ask("GET", "/_kb/inbox.json")[2])
    if FORGED in json.dumps(letters) or not letters:
        wrong.append("the inbox has what another website sent, or was emptied by it")
    after = served.figures()
    if after[0] > before[0] + MOST_GROWTH or after[1] > before[1] + 16:
        wrong.append(f"memory or open files grow: {before}, {after}")
    return counts, before, after, wrong


def storm(kb, served, root, seed, saves):
    """Saves files faster than kb builds, valid and not; returns what differs from a new server."""
    dice = random.Random(seed)
    file = lambda: root / f"articles/guides/page-{dice.randrange(20)}.md"
    for _ in range(saves):
        how, place = dice.randrange(8), file()
        if how < 4:
            place.write_text(article(dice.randrange(20), f"word{dice.randrange(1000)} "))
        elif how == 4:
            place.write_text("+++\ntitle = \n+++\n[[nowhere]] {{ unknown() }} <div>")
        elif how == 5:
            # As editors save: another file, then a rename.
            other = place.with_suffix(".md~")
            other.write_text(article(dice.randrange(20), "renamed "))
            other.rename(place)
        elif how == 6:
            place.unlink(missing_ok=True)
        else:
            (root / "site.toml").write_text(SITE.replace("Siege", f"Siege {dice.randrange(9)}") + dice.choice(["", "broken = \n"]))
        if dice.randrange(10) == 0:
            served.ask("GET", f"/guides/page-{dice.randrange(20)}/")
    # The last state has no errors.
    (root / "site.toml").write_text(SITE.replace("Siege", "After the storm"))
    for number in range(20):
        (root / f"articles/guides/page-{number}.md").write_text(article(number, f"last{dice.randrange(1000)} "))
    fresh = Served(kb, root)
    try:
        paths = [f"/guides/page-{number}/" for number in range(20)] + ["/", "/guides/", "/sitemap.xml", "/search/", "/nowhere/", "/_kb/problems.json"]
        wanted = {path: fresh.page(path) for path in paths}
        while True:
            shown = {path: served.page(path) for path in paths}
            differing = [path for path in paths if shown[path] != wanted[path]]
            if not differing:
                return []
            try:
                # Each build prints a line, and one is still to come.
                served.lines.get(timeout=30)
            except queue.Empty:
                return [f"after the storm, {', '.join(differing)} differ from what a new server shows"]
    finally:
        fresh.stop()


def main():
    kb, seed, requests, saves = sys.argv[1], *map(int, sys.argv[2:])
    with tempfile.TemporaryDirectory() as place:
        root = Path(place, "site")
        root.mkdir()
        make_site(root)
        served = Served(kb, root)
        try:
            counts, before, after, wrong = besiege(served, seed, requests)
            if not wrong:
                wrong = storm(kb, served, root, seed, saves)
        finally:
            served.stop()
    for line in wrong[:20]:
        print(f"error: {line}")
    sent = ", ".join(f"{counts[kind]} {kind}" for kind in ("valid", "broken", "hostile"))
    memory = f"memory {before[0] / 1024:.0f} MB after a quarter, {after[0] / 1024:.0f} MB at the end"
    end = f"{len(wrong)} wrong" if wrong else f"{saves} saves, then the same as a new server"
    print(f"{sum(counts.values())} requests by seed {seed} ({sent}), {memory}, {after[1]} open files; {end}")
    sys.exit(1 if wrong else 0)


main()
