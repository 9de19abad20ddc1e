"""A download ends whole, checked and unpacked, or says in a line why not, and goes on where it stopped.

Everything is asked of a real server on this machine, which breaks off, stalls, lies and changes its mind, and
notes what it was asked for and what it sent.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time

import platformdirs
import pytest
from conftest import make_folder
from test_archives import files_in, on_a_small_disk, pack

from genrekit import archives, cli, collection, fetch, paths
from genrekit.fetch.part import Part, Source

SONGS = {
    f"genres/{genre}/{genre}.00000.au": random.Random(genre).randbytes(60_000) for genre in ("blues", "jazz")
}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")


class Server:
    """A server with one file; whatever is asked for, it sends that.

    Attributes
    ----------
    data, etag, modified
        The file and what it says of its version.
    plan : list of dict
        What to do otherwise, request by request: `status`, `headers`, `stop` (break off after so many bytes),
        `stall` (send no more after so many), `data`, `chunked` (do not say how long it is).
    asked : list of dict
        For each request its `path`, `headers`, `status` and how many bytes were `sent`.
    """

    def __init__(self, data):
        self.data, self.etag, self.modified = data, '"one"', "Wed, 01 Jan 2020 00:00:00 GMT"
        self.ranges, self.if_range = True, True
        self.plan, self.asked = [], []
        self.go_on = threading.Event()
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self.close_connection = True
                with contextlib.suppress(OSError):  # the client went away
                    outer.answer(self)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}/files/genres.tar.gz"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self.go_on.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request):
        todo = self.plan.pop(0) if self.plan else {}
        note = {"path": request.path, "headers": dict(request.headers), "sent": 0}
        self.asked.append(note)
        data = todo.get("data", self.data)
        versions = {"ETag": self.etag, "Last-Modified": self.modified}
        headers = {name: value for name, value in versions.items() if value}
        status, start = 200, 0
        wanted, version = request.headers.get("Range"), request.headers.get("If-Range")
        if self.ranges and wanted and (not self.if_range or version in {None, self.etag, self.modified}):
            status, start = 206, int(wanted.removeprefix("bytes=").removesuffix("-"))
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        note["status"] = status = todo.get("status", status)
        if not todo.get("chunked"):
            headers["Content-Length"] = str(len(data) - start)
        headers["Connection"] = "close"
        request.send_response(status)
        for name, value in {**headers, **todo.get("headers", {})}.items():
            if value is not None:
                request.send_header(name, value)
        if todo.get("chunked"):
            request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        body = data[start : start + todo["stop"]] if "stop" in todo else data[start:]
        pauses = [todo["stall"]] if "stall" in todo else []
        for first, last in zip([0, *pauses], [*pauses, len(body)], strict=True):
            for at in range(first, last, 8192):
                piece = body[at : min(at + 8192, last)]
                request.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if todo.get("chunked") else piece)
                note["sent"] += len(piece)
            if last in pauses:
                self.go_on.wait(60)
        if todo.get("chunked") and "stop" not in todo:
            request.wfile.write(b"0\r\n\r\n")


@pytest.fixture
def server(tmp_path):
    server = Server(pack(tmp_path / "made.tar.gz", SONGS.items()).read_bytes())
    yield server
    server.close()


def md5(data):
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def get(server, folder, **options):
    given = {"md5": md5(server.data), "progress": False, "timeout": 20, "attempts": 1, "wait": 0, **options}
    return fetch.fetch("gtzan", given.pop("url", server.url), folder=folder, **given)


def fails(server, folder, says, kind=fetch.FetchError, **options):
    """The line that a failed download ends with."""
    with pytest.raises(kind, match=says) as caught:
        get(server, folder, **options)
    assert str(caught.value).isprintable(), "more than one line"
    return str(caught.value)


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def range_of(asked):
    return asked["headers"].get("Range"), asked["headers"].get("If-Range")


# --- all goes well ---


def test_the_command_fetches_verifies_and_tells_where_it_is(tmp_path, capsys):
    songs = make_folder(tmp_path / "genres", ("blues", "jazz"), songs=2, seconds=1.0)
    (songs / "jazz/jazz.00001.wav").write_bytes(b"broken")
    files = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in songs.rglob("*.wav")}
    server = Server(pack(tmp_path / "made.tar.gz", files.items()).read_bytes())
    try:
        command = ["fetch", "gtzan", "--url", server.url, "--to", str(tmp_path / "to")]
        assert cli.main(command) == 1  # the original's checksum is not this one's
        assert "it was deleted. If you trust it, say --md5" in capsys.readouterr().err
        assert cli.main([*command, "--md5", md5(server.data)]) == 0
    finally:
        server.close()
    told = capsys.readouterr().out
    assert "unreadable (1)" in told
    assert f"It is in {tmp_path / 'to' / 'genres'}" in told
    assert len(collection.from_folder(tmp_path / "to").table) == 3


def test_the_command_without_an_address_says_where_to_look(capsys):
    assert cli.main(["fetch", "gtzan"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_download_is_checked_and_unpacked(server, tmp_path):
    folder = get(server, tmp_path / "to")
    assert folder == tmp_path / "to" / "genres"
    assert files_in(folder) == SONGS
    assert names_in(tmp_path / "to") == ["genres", "genres.tar.gz"]
    assert [asked["sent"] for asked in server.asked] == [len(server.data)]
    assert server.asked[0]["headers"]["Accept-Encoding"] == "identity"
    assert range_of(server.asked[0]) == (None, None)


def test_without_a_folder_it_goes_to_the_kits_own(server, home):
    assert get(server, None) == home.resolve() / "data" / "gtzan" / "genres"


def test_the_kits_own_folder_is_the_users_without_a_home(monkeypatch, tmp_path):
    monkeypatch.delenv("GENREKIT_HOME")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, appauthor: tmp_path / name)
    assert paths.data_dir() == tmp_path / "genrekit" / "data"
    assert paths.data_dir().is_dir()


def test_what_is_there_is_not_fetched_again(server, tmp_path):
    get(server, tmp_path / "to")
    assert files_in(get(server, tmp_path / "to")) == SONGS
    # Only the archive, only the folder: either will do.
    (tmp_path / "to/genres.tar.gz").unlink()
    assert files_in(get(server, tmp_path / "to")) == SONGS
    assert len(server.asked) == 1
    (tmp_path / "other").mkdir()
    (tmp_path / "other/genres.tar.gz").write_bytes(server.data)
    assert files_in(get(server, tmp_path / "other")) == SONGS
    assert len(server.asked) == 1


def test_an_archive_of_the_user_that_is_another_one_is_named_and_kept(server, tmp_path):
    (tmp_path / "to").mkdir()
    (tmp_path / "to/genres.tar.gz").write_bytes(b"mine")
    told = fails(server, tmp_path / "to", "genres.tar.gz: has the md5")
    assert md5(b"mine") in told
    assert md5(server.data) in told
    assert (tmp_path / "to/genres.tar.gz").read_bytes() == b"mine"
    assert server.asked == []


def test_an_archive_that_a_server_calls_compressed_is_kept_as_it_is(server, tmp_path):
    server.plan = [{"headers": {"Content-Encoding": "gzip"}}]
    assert files_in(get(server, tmp_path / "to")) == SONGS


def test_a_download_of_unknown_length_ends_when_it_ends(server, tmp_path):
    server.plan = [{"chunked": True}]
    assert files_in(get(server, tmp_path / "to")) == SONGS
    server.plan = [{"headers": {"Content-Length": None}}]
    assert files_in(get(server, tmp_path / "again")) == SONGS


def test_the_bar_starts_at_what_is_there(server, tmp_path, capsys):
    half = len(server.data) // 2
    server.plan = [{"stop": half}]
    fails(server, tmp_path / "to", "goes on", progress=True)
    capsys.readouterr()
    get(server, tmp_path / "to", progress=True)
    shown = capsys.readouterr().err
    assert "genres.tar.gz:  50%" in shown
    assert "genres.tar.gz: 100%" in shown
    assert "genres.tar.gz:   0%" not in shown.split("unpacking")[0]


def test_proxies_of_the_environment_are_used(server, tmp_path, monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.port}")
    get(server, tmp_path / "to", url="http://songs.invalid/genres.tar.gz")
    assert server.asked[0]["path"] == "http://songs.invalid/genres.tar.gz"


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("a/genres.tar.gz", "genres.tar.gz"),
        ("archive.zip?download=1#top", "archive.zip"),
        ("GTZAN%20all.zip", "genres.tar.gz"),
        ("Songs-1.0_a.TGZ", "Songs-1.0_a.TGZ"),
        ("", "genres.tar.gz"),
        ("datasets/download", "genres.tar.gz"),
        ("..%2f..%2fx.zip", "x.zip"),
        ("x%00.zip", "genres.tar.gz"),
        ("con.zip", "genres.tar.gz"),
        ("a..zip", "genres.tar.gz"),
        (".zip", "genres.tar.gz"),
        (".hidden.zip", "genres.tar.gz"),
        ("a%5cb.zip", "genres.tar.gz"),
        (f"{'a' * 300}.zip", "genres.tar.gz"),
    ],
)
def test_the_archive_is_named_by_the_address_if_that_is_safe(path, file):
    assert Source.of(f"https://host.example/{path}", "genres.tar.gz").file == file


# --- what is asked for ---


@pytest.mark.parametrize("url", ["", None, "  "])
def test_without_an_address_it_says_where_to_find_one(tmp_path, url):
    with pytest.raises(ValueError, match=r"url: the original address of GTZAN is gone.*--url.*README"):
        fetch.fetch("gtzan", url, folder=tmp_path)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://me:secret@host/genres.tar.gz", "file:///genres.tar.gz", "genres.tar.gz", "http://",
        "https:///a.zip", "http://[secret/a.zip", "http://host:secret/a.zip", "javascript:secret",
        "http://a\nsecret/", "http://a b/",
    ],
)  # fmt: skip
def test_other_addresses_are_refused_and_not_repeated(tmp_path, url):
    with pytest.raises(ValueError, match="url: is no http or https address") as caught:
        fetch.fetch("gtzan", url, folder=tmp_path)
    assert "secret" not in str(caught.value)
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("value", ["", None, "abc", "g" * 32, "0" * 33, "0" * 31, "md5:" + "0" * 32, 5])
def test_a_checksum_must_be_one(tmp_path, value):
    with pytest.raises(ValueError, match=r"md5 .*32 hexadecimal digits"):
        fetch.fetch("gtzan", "http://127.0.0.1:9/genres.tar.gz", folder=tmp_path, md5=value)


def test_a_checksum_may_be_written_in_capitals(server, tmp_path):
    assert get(server, tmp_path / "to", md5=f" {md5(server.data).upper()}\n").is_dir()


def test_other_names_and_no_attempts_are_refused(tmp_path):
    with pytest.raises(ValueError, match=r"name 'fma': is not known\. Use gtzan\."):
        fetch.fetch("fma", "http://127.0.0.1:9/a.zip", folder=tmp_path)
    with pytest.raises(ValueError, match="attempts 0: needs to be at least 1"):
        fetch.fetch("gtzan", "http://127.0.0.1:9/a.zip", folder=tmp_path, attempts=0)


# --- going on ---


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("stop", [0, 1, 8191, 50_000, -1])
def test_a_download_that_broke_off_goes_on_where_it_stopped(server, tmp_path, stop, chunked):
    stop %= len(server.data)
    server.plan = [{"stop": stop, "chunked": chunked}]
    told = fails(server, tmp_path / "to", "Run the command again: it goes on where it stopped")
    assert told.startswith("127.0.0.1: ")
    assert (tmp_path / "to/genres.tar.gz.part").stat().st_size == stop
    assert files_in(get(server, tmp_path / "to")) == SONGS
    assert range_of(server.asked[1]) == ((f"bytes={stop}-", '"one"') if stop else (None, None))
    assert [asked["sent"] for asked in server.asked] == [stop, len(server.data) - stop]
    assert names_in(tmp_path / "to") == ["genres", "genres.tar.gz"]


def test_it_goes_on_by_itself_as_often_as_allowed(server, tmp_path):
    server.plan = [{"stop": 10_000}, {"status": 503}, {"stop": 20_000}, {"stop": 0}]
    assert files_in(get(server, tmp_path / "to", attempts=5)) == SONGS
    assert [range_of(asked)[0] for asked in server.asked] == [
        None, "bytes=10000-", "bytes=10000-", "bytes=30000-", "bytes=30000-"
    ]  # fmt: skip
    server.plan = [{"stop": 10} for _ in range(5)]
    fails(server, tmp_path / "again", r"connection broke off; 30 bytes are here", attempts=3)
    assert len(server.plan) == 2


def test_a_server_that_stalls_counts_as_gone(server, tmp_path):
    server.plan = [{"stall": 30_000}]
    fails(server, tmp_path / "to", r"nothing came for 0\.3 seconds; 30\.0 kB are here", timeout=0.3)
    assert files_in(get(server, tmp_path / "to")) == SONGS
    assert range_of(server.asked[1])[0] == "bytes=30000-"


def test_a_server_that_cannot_continue_sends_all_of_it(server, tmp_path):
    server.plan, server.ranges = [{"stop": 30_000}], False
    fails(server, tmp_path / "to", "goes on")
    assert files_in(get(server, tmp_path / "to")) == SONGS
    assert [asked["status"] for asked in server.asked] == [200, 200]


@pytest.mark.parametrize("if_range", [True, False])
def test_an_archive_that_changed_meanwhile_is_fetched_anew(server, tmp_path, if_range):
    # Both fill the same number of bytes, so their lengths do not tell.
    server.data = server.data.ljust(125_000, b"\0")
    server.plan, server.if_range = [{"stop": 30_000}], if_range
    fails(server, tmp_path / "to", "goes on")
    songs = {name: data[::-1] for name, data in SONGS.items()}
    server.data = pack(tmp_path / "other.tar.gz", songs.items()).read_bytes().ljust(125_000, b"\0")
    server.etag, server.modified = '"two"', "Thu, 02 Jan 2020 00:00:00 GMT"
    assert files_in(get(server, tmp_path / "to")) == songs
    # A server that does not know If-Range sends the rest of another archive: its name for it tells.
    assert [asked["status"] for asked in server.asked] == ([200, 200] if if_range else [200, 206, 200])


@pytest.mark.parametrize(
    ("etag", "modified", "sends"),
    [
        ('W/"weak"', "Wed, 01 Jan 2020 00:00:00 GMT", "Wed, 01 Jan 2020 00:00:00 GMT"),
        (None, "Wed, 01 Jan 2020 00:00:00 GMT", "Wed, 01 Jan 2020 00:00:00 GMT"),
        (None, None, None),
    ],
)
def test_versions_are_named_by_what_is_sure(server, tmp_path, etag, modified, sends):
    server.etag, server.modified, server.plan = etag, modified, [{"stop": 30_000}]
    fails(server, tmp_path / "to", "goes on")
    assert files_in(get(server, tmp_path / "to")) == SONGS
    assert range_of(server.asked[1]) == ("bytes=30000-", sends)


@pytest.mark.parametrize(
    "answer",
    [
        {"headers": {"Content-Range": "bytes 0-9/10"}},
        {"headers": {"Content-Range": "bytes 30001-119999/120000"}},
        {"headers": {"Content-Range": "bytes 30000-30009/30010"}},
        {"headers": {"Content-Range": "bytes 30000-20000/120000"}},
        {"headers": {"Content-Range": "nonsense"}},
        {"headers": {"Content-Range": None}},
        {"status": 416, "headers": {"Content-Range": "bytes */7"}},
    ],
)
def test_a_rest_that_does_not_fit_is_thrown_away(server, tmp_path, answer):
    server.plan = [{"stop": 30_000}, answer]
    fails(server, tmp_path / "to", "goes on")
    assert files_in(get(server, tmp_path / "to")) == SONGS
    assert [range_of(asked)[0] for asked in server.asked] == [None, "bytes=30000-", None]


def test_a_rest_whose_end_nobody_knows_fits(server, tmp_path):
    end = len(server.data) - 1
    server.plan = [{"stop": 30_000}, {"headers": {"Content-Range": f"bytes 30000-{end}/*"}}]
    fails(server, tmp_path / "to", "goes on")
    assert files_in(get(server, tmp_path / "to")) == SONGS
    assert [asked["sent"] for asked in server.asked] == [30_000, len(server.data) - 30_000]


def test_a_server_may_send_the_rest_in_portions(server, tmp_path):
    size = len(server.data)
    portion = {"Content-Range": f"bytes 30000-39999/{size}", "Content-Length": "10000"}
    server.plan = [{"stop": 30_000}, {"headers": portion, "stop": 10_000}]
    assert files_in(get(server, tmp_path / "to", attempts=3)) == SONGS
    assert [asked["sent"] for asked in server.asked] == [30_000, 10_000, size - 40_000]


def test_a_part_that_nobody_asked_for_is_an_error(server, tmp_path):
    server.plan = [{"status": 206, "headers": {"Content-Range": "bytes 5-9/10"}}]
    fails(server, tmp_path / "to", "sends a part of the archive that was not asked for")


def test_another_address_starts_anew(server, tmp_path):
    server.plan = [{"stop": 30_000}]
    fails(server, tmp_path / "to", "goes on")
    other = server.url.replace("files", "elsewhere")
    assert files_in(get(server, tmp_path / "to", url=other)) == SONGS
    assert range_of(server.asked[1]) == (None, None)


def test_the_same_address_with_a_new_key_goes_on(server, tmp_path):
    server.plan = [{"stop": 30_000}]
    fails(server, tmp_path / "to", "goes on", url=f"{server.url}?key=1")
    assert files_in(get(server, tmp_path / "to", url=f"{server.url}?key=2")) == SONGS
    assert range_of(server.asked[1])[0] == "bytes=30000-"


@pytest.mark.parametrize("notes", [None, "", "[]", "{}", '{"source": 5}', "\x00"])
def test_a_part_of_which_nothing_is_known_is_thrown_away(server, tmp_path, notes):
    (tmp_path / "to").mkdir()
    (tmp_path / "to/genres.tar.gz.part").write_bytes(b"rubbish")
    if notes is not None:
        (tmp_path / "to/genres.tar.gz.part.json").write_text(notes)
    assert files_in(get(server, tmp_path / "to")) == SONGS
    assert range_of(server.asked[0]) == (None, None)


def test_what_is_complete_but_was_not_unpacked_is_not_asked_for_again(server, tmp_path):
    server.plan = [{"stop": 30_000}]
    fails(server, tmp_path / "to", "goes on")
    (tmp_path / "to/genres.tar.gz.part").write_bytes(server.data)
    assert files_in(get(server, tmp_path / "to")) == SONGS
    assert len(server.asked) == 1


PROGRAM = """
import signal, sys
# A process that was started in the background is deaf to interrupts, and so are its children.
signal.signal(signal.SIGINT, signal.default_int_handler)
from genrekit import fetch
fetch.fetch("gtzan", sys.argv[1], folder=sys.argv[2], md5=sys.argv[3], progress=False)
"""


@pytest.mark.parametrize("how", ["kill", "interrupt"])
def test_a_process_that_is_ended_in_the_middle_goes_on_the_next_time(server, tmp_path, how):
    if how == "interrupt" and os.name == "nt":
        pytest.skip("Windows has no interrupt for another process")
    server.plan = [{"stall": 50_000}]
    part = tmp_path / "to/genres.tar.gz.part"
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, server.url, str(tmp_path / "to"), md5(server.data)],
        stderr=subprocess.DEVNULL,
    ) as process:
        until = time.monotonic() + 60
        while not (part.exists() and part.stat().st_size == 50_000):
            assert time.monotonic() < until
            assert process.poll() is None
            time.sleep(0.01)
        # While it runs, no second one writes to the same file.
        fails(server, tmp_path / "to", "another process is downloading it")
        process.send_signal(signal.SIGINT) if how == "interrupt" else process.kill()
        assert process.wait(60) != 0
    assert part.stat().st_size == 50_000
    assert files_in(get(server, tmp_path / "to")) == SONGS
    assert [range_of(asked)[0] for asked in server.asked] == [None, "bytes=50000-"]
    assert server.asked[1]["sent"] == len(server.data) - 50_000
    shown = [name for name in names_in(tmp_path / "to") if not name.startswith(".unfinished-")]
    assert shown == ["genres", "genres.tar.gz"]


# --- what cannot be had ---


def test_a_wrong_checksum_is_told_with_both_and_the_file_deleted(server, tmp_path):
    told = fails(server, tmp_path / "to", "127.0.0.1: sent an archive with the md5", md5=fetch.GTZAN_MD5)
    assert md5(server.data) in told
    assert fetch.GTZAN_MD5 in told
    assert f"--md5 {md5(server.data)}" in told
    assert names_in(tmp_path / "to") == []
    # Nothing is left that could be continued.
    assert files_in(get(server, tmp_path / "to")) == SONGS
    assert range_of(server.asked[1]) == (None, None)


def test_the_checksum_of_the_original_is_the_default(server, tmp_path):
    with pytest.raises(OSError, match=fetch.GTZAN_MD5):
        fetch.fetch("gtzan", server.url, folder=tmp_path, progress=False)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 501])
def test_an_answer_that_will_stay_is_not_asked_for_twice(server, tmp_path, status):
    server.plan = [{"status": status}]
    told = fails(server, tmp_path / "to", rf"127\.0\.0\.1: answers {status} \(", attempts=3)
    assert ("browser" in told) == (status in {401, 403})
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_an_answer_that_may_pass_is_asked_for_again(server, tmp_path, status):
    server.plan = [{"status": status}] * 2
    fails(server, tmp_path / "to", rf"answers {status} \(.*Run the command again", attempts=2)
    assert files_in(get(server, tmp_path / "to", attempts=2)) == SONGS


def test_a_server_that_is_not_there_is_named(tmp_path):
    gone = Server(b"")
    gone.close()
    fails(gone, tmp_path / "to", r"127\.0\.0\.1: cannot be reached", attempts=2)


def test_redirects_are_followed_and_keep_their_place(server, tmp_path):
    moved = {"status": 302, "headers": {"Location": "/elsewhere/x.bin"}, "data": b""}
    server.plan = [moved, {"stop": 30_000}, moved]
    fails(server, tmp_path / "to", "goes on")
    assert files_in(get(server, tmp_path / "to")) == SONGS
    assert [asked["path"] for asked in server.asked] == ["/files/genres.tar.gz", "/elsewhere/x.bin"] * 2
    assert range_of(server.asked[3])[0] == "bytes=30000-"


@pytest.mark.parametrize("place", ["ftp://127.0.0.1/a.zip", "file:///a.zip", "data:,x"])
def test_redirects_to_other_things_are_refused(server, tmp_path, place):
    server.plan = [{"status": 302, "headers": {"Location": place}, "data": b""}]
    fails(server, tmp_path / "to", "is not http or https", attempts=3)
    assert len(server.asked) == 1


def test_redirects_without_end_are_refused(server, tmp_path):
    server.plan = [{"status": 302, "headers": {"Location": "/again"}, "data": b""} for _ in range(100)]
    fails(server, tmp_path / "to", "without end")


def test_a_body_without_end_is_refused(server, tmp_path):
    server.plan = [{"chunked": True, "data": bytes(5_000_000)}]
    fails(server, tmp_path / "to", r"sends more than 1\.0 MB", largest=1_000_000, attempts=3)
    assert (tmp_path / "to/genres.tar.gz.part").stat().st_size == 0
    assert len(server.asked) == 1


def test_a_length_that_is_too_large_is_refused_at_once(server, tmp_path):
    server.plan = [{"headers": {"Content-Length": "6000000000"}, "stall": 0}]
    fails(server, tmp_path / "to", r"sends more than 5\.0 GB", attempts=3)
    assert len(server.asked) == 1


def test_an_archive_that_is_not_safe_is_not_unpacked(server, tmp_path):
    server.data = pack(tmp_path / "bad.tar.gz", [("a.wav", b"x"), ("../b.wav", b"x")]).read_bytes()
    fails(server, tmp_path / "to", "leads out of the folder", archives.ArchiveError)
    assert names_in(tmp_path / "to") == ["genres.tar.gz"]


def test_passwords_and_keys_are_used_and_never_shown(server, tmp_path, capfd):
    url = server.url.replace("http://", "http://me:secret@") + "?key=hush#hush"
    cases = [
        {"status": 404}, {"status": 500}, {"stop": 10}, {"status": 302, "headers": {"Location": "ftp://me:secret@x/"}},
        {"stall": 0},
    ]  # fmt: skip
    told = []
    for number, todo in enumerate(cases):
        server.plan = [todo]
        told.append(fails(server, tmp_path / f"{number}", "127", url=url, timeout=0.5, progress=True))
    told.append(fails(server, tmp_path / "md5", "md5", url=url, md5="0" * 32, progress=True))
    get(server, tmp_path / "good", url=url, progress=True)
    shown = capfd.readouterr()
    notes = [path.read_text() for path in tmp_path.rglob("*.json")]
    assert notes
    everything = json.dumps([told, notes, shown.out, shown.err, [str(path) for path in tmp_path.rglob("*")]])
    assert "secret" not in everything
    assert "hush" not in everything
    assert all(asked["headers"]["Authorization"].startswith("Basic ") for asked in server.asked)
    assert all(asked["path"].endswith("?key=hush") for asked in server.asked)


def test_two_downloads_at_once_do_not_write_to_one_file(server, tmp_path):
    (tmp_path / "to").mkdir()
    part = Part(tmp_path / "to/genres.tar.gz.part", Source.of(server.url, "x.zip"))
    with part.opened():
        fails(server, tmp_path / "to", "another process is downloading it")
    assert files_in(get(server, tmp_path / "to")) == SONGS


def test_a_folder_that_cannot_be_is_told(server, tmp_path):
    (tmp_path / "file").write_text("")
    fails(server, tmp_path / "file" / "to", "cannot write here", OSError)
    (tmp_path / "to/genres.tar.gz.part").mkdir(parents=True)
    fails(server, tmp_path / "to", r"genres\.tar\.gz\.part: cannot be written")


# --- small disks ---

ON_A_SMALL_DISK = """
import subprocess, sys
from pathlib import Path
from genrekit import fetch
disk, url, md5 = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
def go():
    try:
        print(fetch.fetch("gtzan", url, folder=disk, md5=md5, progress=False, attempts=3, wait=0))
    except OSError as error:
        print(error)
    print({path.name: path.stat().st_size for path in disk.iterdir() if path.is_file()})
go()
subprocess.run(["mount", "-o", "remount,size=60m", str(disk)], check=True)
go()
"""


@pytest.mark.parametrize("length_is_known", [True, False])
def test_a_disk_that_is_too_small_is_told_and_it_goes_on_with_more_room(server, tmp_path, length_is_known):
    songs = {f"{n}.wav": random.Random(n).randbytes(1_000_000) for n in range(5)}
    server.data = pack(tmp_path / "large.tar.gz", songs.items()).read_bytes()
    server.plan = [] if length_is_known else [{"chunked": True}]
    disk = tmp_path / "disk"
    told = on_a_small_disk(disk, 3_000_000, ON_A_SMALL_DISK, server.url, md5(server.data)).splitlines()
    assert len(told) == 4, "more than one line for an error"
    assert told[0].startswith(str(disk))
    assert "GENREKIT_HOME" in told[0]
    assert told[2] == str(disk / "genres")
    assert str(len(server.data)) in told[3]
    assert len(server.asked) == 2, "a disk does not grow by asking again"
    if length_is_known:
        assert "too little room to download and unpack genres.tar.gz (10.0 MB needed" in told[0]
        assert range_of(server.asked[1]) == (None, None)
    else:
        assert "genres.tar.gz.part: cannot be written, the disk is full" in told[0]
        here = int(range_of(server.asked[1])[0].removeprefix("bytes=").removesuffix("-"))
        assert here > 2_500_000
        assert f"'genres.tar.gz.part': {here}" in told[1]
        assert server.asked[1]["sent"] == len(server.data) - here
