"""Who may come in to the desk, who may write, and what a browser is told."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi import FastAPI, Form, Request
from fastapi.testclient import TestClient

from travaux.cli import main
from travaux.web import faults
from travaux.web.guard import GuardError, Limits, Settings, install, read_users, remove_user, set_password, who

HERE = "http://127.0.0.1:8765"
TOKEN = "a-token-that-nobody-guesses"
PASSWORD = "nine boats at dawn"
NAVIGATE = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}


def small_app(settings: Settings) -> FastAPI:
    """A page to read, one to write to, and one that fails."""
    app = FastAPI()
    app.state.served = frozenset()

    @app.get("/")
    @app.get("/api/look")
    def look(request: Request) -> dict[str, str | None]:
        return {"name": who(request).name, "csrf": who(request).csrf}

    @app.post("/write")
    def write(request: Request, words: str = Form("")) -> dict[str, str | None]:
        return {"name": who(request).name, "words": words}

    @app.post("/api/write")
    def write_json(request: Request, body: dict[str, Any]) -> dict[str, Any]:
        return body

    @app.get("/fails")
    def fail() -> None:
        raise RuntimeError("/home/ann/secret/talks.travaux is broken")

    faults.install(app)
    install(app, settings)
    return app


def visitor(at: str = HERE, **settings: Any) -> TestClient:
    return TestClient(small_app(Settings(**settings)), base_url=at, follow_redirects=False)


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "desk.users"
    set_password(path, "ann", PASSWORD)
    set_password(path, "bo", "another nine boats")
    return path


def log_in(client: TestClient, name: str = "ann", password: str = PASSWORD, **more: str) -> Any:
    page = client.get("/login").text
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page)
    assert found
    return client.post("/login", data={"csrf": found[1], "name": name, "password": password, **more})


# Where it listens


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.0.2.7", "desk.example"])
def test_others_can_reach_the_desk_only_where_it_is_said_who_may_come_in(host: str, users: Path) -> None:
    with pytest.raises(GuardError, match="--users FILE or --token"):
        Settings(host=host)
    Settings(host=host, token=TOKEN)
    Settings(host=host, users=users)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.0.0.9"])
def test_on_loopback_nobody_is_asked(host: str) -> None:
    assert not Settings(host=host).needs_login


def test_a_token_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(GuardError, match="16 characters"):
        Settings(token="talks")


def test_settings_show_no_secret() -> None:
    shown = repr(Settings(token=TOKEN))
    assert TOKEN not in shown
    assert "secret" not in shown


# Under which name


@pytest.mark.parametrize(
    ("host", "names", "asked", "good"),
    [
        ("127.0.0.1", (), "127.0.0.1:8765", True),
        ("127.0.0.1", (), "localhost:8765", True),
        ("127.0.0.1", (), "[::1]:8765", True),
        ("127.0.0.1", (), "LOCALHOST.", True),
        ("127.0.0.1", (), "rebound.example:8765", False),
        ("127.0.0.1", (), "localhost.rebound.example", False),
        ("127.0.0.1", (), "127.0.0.1.rebound.example", False),
        ("127.0.0.1", (), "192.0.2.7", False),
        ("127.0.0.1", (), "", False),
        ("127.0.0.1", (), "localhost@rebound.example", False),
        ("127.0.0.1", (), "localhost:8765:1", False),
        ("127.0.0.1", ("desk.example",), "desk.example", True),
        ("127.0.0.1", ("desk.example",), "desk.example.rebound.example", False),
        ("0.0.0.0", (), "192.0.2.7:8765", True),
        ("0.0.0.0", (), "[2001:db8::7]:8765", True),
        ("0.0.0.0", (), "localhost", True),
        ("0.0.0.0", (), "rebound.example", False),
        ("192.0.2.7", (), "192.0.2.7:8765", True),
        ("192.0.2.7", (), "localhost:8765", False),
        ("desk.example", (), "desk.example:8765", True),
        ("desk.example", (), "rebound.example", False),
    ],
)
def test_the_desk_answers_to_its_own_names_alone(host: str, names: tuple[str, ...], asked: str, good: bool) -> None:
    assert Settings(host=host, names=names, token=TOKEN).answers_to(asked) is good


def test_a_rebound_name_gets_nothing() -> None:
    answer = visitor().get("/", headers={"host": "rebound.example"})
    assert answer.status_code == 400
    assert "csrf" not in answer.text


# On loopback


def test_the_local_user_writes_under_the_name_of_the_account() -> None:
    client = visitor(account="ann")
    token = client.get("/").json()["csrf"]
    answer = client.post("/write", data={"csrf": token, "words": "yes"})
    assert answer.json() == {"name": "ann", "words": "yes"}


def test_a_write_needs_the_token_of_the_session() -> None:
    client = visitor()
    token = client.get("/").json()["csrf"]
    assert client.post("/write", data={"words": "yes"}).status_code == 403
    assert client.post("/write", data={"csrf": "", "words": "yes"}).status_code == 403
    assert client.post("/write", data={"csrf": token[:-1] + "x", "words": "yes"}).status_code == 403
    assert client.post("/write", data={"csrf": "\u00e9\ud7ff"}).status_code == 403
    assert client.post("/write?csrf=" + token, data={"words": "yes"}).status_code == 403, (
        "an address is no place for it"
    )
    assert client.post("/api/write", json={"csrf": token}).status_code == 403
    assert client.post("/api/write", json={"a": 1}, headers={"x-csrf-token": token}).json() == {"a": 1}
    other = visitor().get("/").json()["csrf"]
    assert client.post("/write", data={"csrf": other}).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "ODD"])
def test_whatever_is_not_a_read_is_a_write(method: str) -> None:
    assert visitor().request(method, "/nothing").status_code == 403


def test_all_tabs_of_the_local_user_have_one_token() -> None:
    client = visitor()
    first = client.get("/").json()["csrf"]
    client.cookies.clear()  # as a link from another site comes without it
    assert client.get("/").json()["csrf"] == first


def test_the_cookie_is_read_by_no_script_and_sent_by_no_other_site() -> None:
    cookie = visitor().get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "path=/" in cookie
    assert "travaux-8765=" in cookie
    assert "secure" not in cookie
    secure = visitor(secure=True).get("/").headers["set-cookie"]
    assert secure.startswith("__Host-travaux-8765=")
    assert "secure" in secure.lower()


# From other sites


@pytest.mark.parametrize("origin", ["https://rebound.example", "null", "http://127.0.0.1:9", "http://[", "", "file://"])
def test_a_write_from_another_origin_is_refused_even_with_the_token(origin: str) -> None:
    client = visitor()
    token = client.get("/").json()["csrf"]
    assert client.post("/write", data={"csrf": token}, headers={"origin": origin}).status_code == 403
    assert client.post("/write", data={"csrf": token}, headers={"origin": HERE}).status_code == 200


def test_other_sites_may_link_here_and_load_nothing() -> None:
    client = visitor()
    assert client.get("/", headers=NAVIGATE).status_code == 200
    assert client.get("/", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}).status_code == 403
    assert client.get("/", headers={"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}).status_code == 403
    assert client.get("/", headers=NAVIGATE | {"sec-fetch-dest": "iframe"}).status_code == 403
    assert client.post("/write", headers=NAVIGATE).status_code == 403
    assert client.get("/", headers={"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}).status_code == 200


# Headers


@pytest.mark.parametrize("path", ["/", "/nothing", "/fails", "/api/look", "/static/none.css"])
def test_every_answer_says_what_a_browser_may_do(path: str) -> None:
    client = TestClient(small_app(Settings()), base_url=HERE, raise_server_exceptions=False)
    headers = client.get(path).headers
    policy = dict(each.split(" ", 1) for each in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_pages_behind_a_login_are_not_kept_by_browsers(users: Path) -> None:
    client = visitor(users=users)
    log_in(client)
    assert client.get("/").headers["cache-control"] == "no-store"
    assert visitor().get("/").headers["cache-control"] == "private, no-cache"
    assert "strict-transport-security" not in client.get("/").headers
    assert "strict-transport-security" in visitor(users=users, secure=True).get("/login").headers


def test_a_fault_tells_no_path_and_no_trace() -> None:
    client = TestClient(small_app(Settings()), base_url=HERE, raise_server_exceptions=False)
    answer = client.get("/fails")
    assert answer.status_code == 500
    assert not re.search("home|secret|Traceback|RuntimeError|line ", answer.text)


# Limits


def test_a_body_has_a_limit_whatever_its_length_is_said_to_be() -> None:
    client = visitor(limits=Limits(body=1000))
    head = {"x-csrf-token": client.get("/").json()["csrf"]}
    assert client.post("/write", data={"words": "x" * 900}, headers=head).status_code == 200
    assert client.post("/write", data={"words": "x" * 1100}, headers=head).status_code == 413
    parts = (b"x" * 100 for _ in range(100))  # sent in chunks, without a length
    assert client.post("/write", content=parts, headers=head).status_code == 413
    assert client.post("/write", content=b"", headers=head | {"content-length": "-5"}).status_code == 400
    assert client.post("/write", content=b"", headers=head | {"content-length": "9" * 30}).status_code == 413


def test_an_address_has_a_limit_and_no_control_characters() -> None:
    client = visitor()
    assert client.get("/?words=" + "x" * 9000).status_code == 414
    assert client.get("/" + "x" * 9000).status_code == 414
    assert client.get("/?words=a%00b").status_code == 400
    assert client.get("/a%00b").status_code == 400
    assert client.get("/a%0d%0aset-cookie:%20x").status_code == 400
    assert client.get("/?words=%ff%fe%ed%a0%80").status_code == 200


def test_words_hold_no_nul() -> None:
    client = visitor()
    head = {"x-csrf-token": client.get("/").json()["csrf"]}
    form = head | {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/write", content="words=a%00b", headers=form).status_code == 400
    assert client.post("/api/write", content='{"a": "b\\u0000"}', headers=head).status_code == 400
    assert client.post("/write", data={"words": "the characters \\u0000"}, headers=head).status_code == 200


def test_a_form_of_too_many_fields_is_refused() -> None:
    client = visitor()
    token = client.get("/").json()["csrf"]
    many = "&".join(f"f{number}=1" for number in range(2000))
    head = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/write", content=f"csrf={token}&{many}", headers=head).status_code == 413


# Logging in


def test_who_is_not_in_is_led_to_the_form_and_back(users: Path) -> None:
    client = visitor(users=users)
    answer = client.get("/?party=Norland&since=2031-04-01")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2F%3Fparty%3DNorland%26since%3D2031-04-01"
    done = log_in(client, next="/?party=Norland")
    assert (done.status_code, done.headers["location"]) == (303, "/?party=Norland")
    assert client.get("/").json()["name"] == "ann"
    assert client.get("/login").headers["location"] == "/"


def test_programs_are_told_and_not_led(users: Path) -> None:
    client = visitor(users=users)
    assert client.get("/api/look").status_code == 401
    assert client.post("/write").status_code == 401
    assert client.get("/", headers={"hx-request": "true"}).headers["hx-redirect"] == "/login"


def test_a_link_from_another_site_asks_once_more_from_here(users: Path) -> None:
    answer = visitor(users=users).get("/", headers=NAVIGATE)
    assert answer.status_code == 200
    assert '<meta http-equiv="refresh" content="0">' in answer.text
    assert "set-cookie" not in answer.headers or "travaux-8765" not in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    "next_",
    [
        "https://rebound.example",
        "//rebound.example",
        "/\\rebound.example",
        "javascript:alert(1)",
        "/\t/x",
        "x",
        "/login",
    ],
)
def test_a_login_leads_to_no_other_place(users: Path, next_: str) -> None:
    assert log_in(visitor(users=users), next=next_).headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "password"),
    [("ann", "wrong"), ("nobody", PASSWORD), ("bo", PASSWORD), ("", ""), ("ann", ""), ("ann\n", "x"), ("x" * 90, "x")],
)
def test_a_wrong_password_and_a_wrong_name_are_told_alike(users: Path, name: str, password: str) -> None:
    client = visitor(users=users)
    answer = log_in(client, name, password)
    assert answer.status_code == 403
    assert "That does not fit together." in answer.text
    assert client.get("/").status_code == 303


def test_a_name_that_is_not_known_takes_as_long(users: Path) -> None:
    def took(name: str) -> float:
        client = visitor(users=users)
        before = time.perf_counter()
        log_in(client, name, "wrong")
        return time.perf_counter() - before

    took("nobody")  # the hash of nobody is made once
    assert took("nobody") > 0.4 * took("ann")


def test_a_login_needs_the_token_of_its_form(users: Path) -> None:
    client = visitor(users=users)
    client.get("/login")
    assert client.post("/login", data={"name": "ann", "password": PASSWORD}).status_code == 403
    assert client.get("/").status_code == 303


def test_a_login_begins_a_new_session(users: Path) -> None:
    client = visitor(users=users)
    client.get("/login")
    before = dict(client.cookies)
    log_in(client)
    assert not set(before.values()) & set(client.cookies.values())
    stranger = visitor(users=users)  # with the visit's cookie as if it were a session
    stranger.cookies.set("travaux-8765", before["travaux-visit-8765"])
    assert stranger.get("/").status_code == 303


def test_who_guesses_has_to_wait(users: Path) -> None:
    client = visitor(users=users, limits=Limits(failures=3))
    assert [log_in(client, "ann", f"guess {number}").status_code for number in range(3)] == [403] * 3
    answer = log_in(client)
    assert answer.status_code == 429, "even with the right one"
    assert 0 < int(answer.headers["retry-after"]) <= 301
    assert "5 min" in answer.text


def test_a_guessed_name_waits_wherever_the_guesses_come_from(users: Path) -> None:
    app = small_app(Settings(users=users, limits=Limits(failures=2)))
    for number in range(2):
        far = TestClient(app, base_url=HERE, follow_redirects=False, client=(f"192.0.2.{number}", 1))
        assert log_in(far, "ann", "guess").status_code == 403
    near = TestClient(app, base_url=HERE, follow_redirects=False, client=("192.0.2.9", 1))
    assert log_in(near).status_code == 429
    assert log_in(near, "bo", "another nine boats").status_code == 303


def test_who_leaves_is_out_with_every_copy_of_the_cookie(users: Path) -> None:
    client = visitor(users=users)
    log_in(client)
    kept = client.cookies["travaux-8765"]
    answer = client.post("/logout", data={"csrf": client.get("/").json()["csrf"]})
    assert answer.headers["location"] == "/login"
    assert client.get("/").status_code == 303
    client.cookies.set("travaux-8765", kept)
    assert client.get("/").status_code == 303


def test_a_session_ends_by_itself(users: Path) -> None:
    client = visitor(users=users, hours=1 / 3600)
    log_in(client)
    assert client.get("/").status_code == 200
    time.sleep(2.1)
    client.cookies.jar.clear_expired_cookies = lambda: None  # type: ignore[method-assign]
    assert client.get("/").status_code == 303


@pytest.mark.parametrize("spoilt", ["", "x", "x.y.z", "é", "WyJhIiwiYW5uIiwiIl0.aaaa.bbbb"])
def test_a_cookie_that_is_not_ours_is_nobodys(users: Path, spoilt: str) -> None:
    answer = visitor(users=users).get("/", headers={"cookie": f"travaux-8765={spoilt}".encode()})
    assert answer.status_code == 303


def test_a_cookie_of_another_desk_is_nobodys(users: Path) -> None:
    first, second = visitor(users=users), visitor(users=users)
    log_in(first)
    second.cookies.set("travaux-8765", first.cookies["travaux-8765"])
    assert second.get("/").status_code == 303


def test_a_new_password_and_a_removal_end_the_sessions(tmp_path: Path) -> None:
    path = tmp_path / "desk.users"
    set_password(path, "ann", PASSWORD)
    set_password(path, "bo", PASSWORD)
    ann = visitor(users=path)
    bo = TestClient(ann.app, base_url=HERE, follow_redirects=False)
    log_in(ann)
    log_in(bo, "bo")
    assert ann.get("/").status_code == bo.get("/").status_code == 200
    set_password(path, "ann", "a newer password")
    remove_user(path, "bo")
    assert ann.get("/").status_code == bo.get("/").status_code == 303
    assert log_in(ann, password="a newer password").status_code == 303


# With a token


def test_with_a_token_one_says_who_one_is() -> None:
    client = visitor(at="http://192.0.2.7:8765", host="0.0.0.0", token=TOKEN)
    assert log_in(client, "cy", "a wrong token, as long").status_code == 403
    assert log_in(client, "cy", TOKEN).status_code == 303
    assert client.get("/").json()["name"] == "cy"


def test_programs_send_the_token_and_need_no_form() -> None:
    client = visitor(token=TOKEN)
    head = {"authorization": f"Bearer {TOKEN}"}
    assert client.get("/api/look", headers=head).json()["name"] == "program"
    assert client.post("/api/write", json={"a": 1}, headers=head).json() == {"a": 1}
    assert (
        client.post("/api/write", json={"a": 1}, headers=head | {"origin": "https://rebound.example"}).status_code
        == 403
    )
    assert client.get(f"/api/look?token={TOKEN}").status_code == 401, "an address is no place for it"


def test_who_guesses_the_token_has_to_wait() -> None:
    client = visitor(token=TOKEN, limits=Limits(failures=2))
    wrong = {"authorization": "Bearer no"}
    assert [client.get("/api/look", headers=wrong).status_code for _ in range(3)] == [401, 429, 429]
    assert client.get("/api/look", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 429


def test_who_asks_can_be_asked() -> None:
    client = visitor(account="ann")
    assert client.get("/api/session").json() == client.get("/").json()


# The users file


def test_a_users_file_is_for_nobody_elses_eyes_and_has_no_password(users: Path) -> None:
    assert users.stat().st_mode & 0o077 == 0
    text = users.read_text()
    assert PASSWORD not in text
    assert text.startswith("ann:$argon2id$")


@pytest.mark.parametrize("name", ["", " ann", "a:b", "a\nb", "x" * 61, "a\x00"])
def test_a_name_that_would_spoil_the_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(GuardError):
        set_password(tmp_path / "desk.users", name, PASSWORD)
    assert not (tmp_path / "desk.users").exists()


@pytest.mark.parametrize("text", ["ann", "ann:plain", "ann:$argon2id$x\nann:$argon2id$y", "\x00"])
def test_what_is_no_users_file_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "desk.users").write_text(text)
    with pytest.raises(GuardError, match="line"):
        read_users(tmp_path / "desk.users")


def test_the_command_asks_for_the_password_and_lists_names(tmp_path: Path) -> None:
    path = str(tmp_path / "desk.users")
    run = CliRunner().invoke
    added = run(main, ["users", path, "--add", "ann"], input=f"{PASSWORD}\n")
    assert (added.exit_code, added.output) == (0, "ann\n")
    assert "10 to 1,000" in run(main, ["users", path, "--add", "bo"], input="short\n").output
    assert run(main, ["users", path, "--remove", "bo"]).exit_code == 2
    assert run(main, ["users", path, "--remove", "ann"]).exit_code == 0
    assert run(main, ["users", path]).output == ""
    assert run(main, ["users", path + "x"]).exit_code == 2


def test_serving_others_without_saying_who_may_come_in_is_refused(tmp_path: Path) -> None:
    answer = CliRunner().invoke(main, ["serve", str(tmp_path / "none.travaux"), "--host", "0.0.0.0"])
    assert answer.exit_code == 2
    assert "--users FILE or --token" in answer.output
