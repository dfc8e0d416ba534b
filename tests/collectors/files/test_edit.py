"""Does an edit say how much of each clip was used, whichever program wrote it?"""

from decimal import Decimal
from pathlib import Path

import pytest

from collectors.deliveries import Delivery, Imported, UntrustedFile, file_kind
from collectors.delivery import NotImported
from collectors.timeline import uses
from dashboard.view import Narrowing, View
from db.job_log import Logged
from tests.collectors.post import NOON, Post
from tests.db.cast import account, clip, keep, log, rows

TEASER = "764cabcf-b745-4b3e-ae38-1200304cf45b"
EDL = f"""TITLE: Teaser 30s
FCM: NON-DROP FRAME

001  AX       V     C        00:00:00:00 00:00:02:12 01:00:00:00 01:00:02:12
* FROM CLIP NAME: SHOT07_{TEASER}_v2.mp4
002  AX       V     C        00:00:01:00 00:00:02:00 01:00:02:12 01:00:03:12
* FROM CLIP NAME: r2.mov
003  AX       V     C        00:00:00:00 00:00:04:00 01:00:03:12 01:00:07:12
* FROM CLIP NAME: SHOT07_{TEASER}_v2.mp4
004  BLACK    V     C        00:00:00:00 00:00:01:00 01:00:07:12 01:00:08:12
* FROM CLIP NAME: Title card
"""
FCPXML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.9"><resources>
<format id="f1" frameDuration="1/25s" width="1920" height="1080"/>
<asset id="a1" name="r2" src="file:///media/r2.mp4" start="0s" duration="125/25s" hasVideo="1" format="f1"/>
</resources><library><event name="E"><project name="Teaser"><sequence duration="75/25s" format="f1" tcStart="0s"><spine>
<asset-clip name="the good one" ref="a1" offset="0s" start="25/25s" duration="50/25s"/>
</spine></sequence></project></event></library></fcpxml>
"""
XML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xmeml>
<xmeml version="5"><sequence id="s1"><name>Teaser</name><duration>48</duration>
<rate><timebase>24</timebase><ntsc>FALSE</ntsc></rate><media><video><track>{}</track></video>
<audio><track>{}</track></audio></media></sequence></xmeml>
"""
ITEM = """<clipitem id="{0}"><name>r2.mp4</name><duration>120</duration>
<rate><timebase>24</timebase><ntsc>FALSE</ntsc></rate><in>0</in><out>36</out><start>0</start><end>36</end>
<file id="f{0}"><name>r2.mp4</name><pathurl>file:///media/r2.mp4</pathurl>
<rate><timebase>24</timebase><ntsc>FALSE</ntsc></rate><duration>120</duration></file></clipitem>"""
OTIO = """{"OTIO_SCHEMA": "Timeline.1", "name": "Teaser", "tracks": {"OTIO_SCHEMA": "Stack.1", "children": [
{"OTIO_SCHEMA": "Track.1", "kind": "Video", "children": [{"OTIO_SCHEMA": "Clip.1", "name": "Door opens",
"metadata": {"notes": {"job": ["take 2", "own-17"]}}, "effects": [
{"OTIO_SCHEMA": "LinearTimeWarp.1", "effect_name": "", "time_scalar": 2.0}],
"source_range": {"OTIO_SCHEMA": "TimeRange.1", "start_time": {"OTIO_SCHEMA": "RationalTime.1", "rate": 30, "value": 0},
"duration": {"OTIO_SCHEMA": "RationalTime.1", "rate": 30, "value": 45}}}]}]}}
"""


@pytest.fixture
def post(ledger: object, tmp_path: Path) -> Post:
    """fal-studio has made three clips of 5 s: one with a long id, r2, and r3 that the studio itself calls own-17."""
    post = Post(ledger, tmp_path)  # type: ignore[arg-type]  # the fixture is an Engine
    work = [clip(TEASER), clip("r2"), clip("r3", reference="own-17")]
    keep(post.ledger, account(post.ledger), work)
    return post


def bring(post: Post, name: str, text: str, account: str = "", **how: bool) -> Imported:
    """Import an edit of this name and text."""
    file = post.folder / name
    file.write_text(text, encoding="utf-8")
    return file_kind("edit").bring(Delivery(post.ledger, post.settings, [file], NOON, account, **how))  # type: ignore[arg-type]  # preview


def usable(post: Post) -> dict[str, int | None]:
    """Seconds kept of each clip that somebody judged, in thousandths."""
    found = rows(post.ledger, "SELECT external_id, usable FROM usage WHERE usable IS NOT NULL")
    return {name: kept // 10**6 for name, kept in found}


def test_an_edl_tells_what_is_used(post: Post) -> None:
    """2.5 s and 4 s of one clip of 5 s are 5 s; 1 s of r2; the title card is named as no clip of ours."""
    done = bring(post, "cut.edl", EDL)
    assert usable(post) == {TEASER: 5000, "r2": 1000}
    assert (done.rows, done.new, done.days, done.accounts) == (4, 2, 1, ("fal-studio",))
    assert done.notes == ["not matched: Title card (1 s used)"]
    view = View(post.ledger, Narrowing(NOON.date().replace(month=1), NOON.date()))
    assert view.number("usable_seconds") == Decimal(6)


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("cut.fcpxml", FCPXML, {"r2": 2000}),
        ("cut.xml", XML.format(ITEM.format("c1"), ITEM.format("c2")), {"r2": 1500}),
        ("cut.otio", OTIO, {"r3": 3000}),
    ],
)
def test_every_other_form_does_too(post: Post, name: str, text: str, kept: dict[str, int]) -> None:
    """By the file's name; without the sound that lies under it; by a note, at twice the speed twice the seconds."""
    bring(post, name, text)
    assert usable(post) == kept


@pytest.mark.parametrize(("code", "kept"), [("00:00:01:24", 1960), ("00:00:01:23", 1958), ("00:00:01:40", 1800)])
def test_the_rate_of_an_edl_is_read_from_its_timecodes(tmp_path: Path, code: str, kept: int) -> None:
    """A frame 24 is of 25 a second: 49 frames are 1.96 s; frame 23 of 24, 47 frames; a frame 40 is of 50: 90 frames."""
    file = tmp_path / "cut.edl"
    file.write_text(f"TITLE: x\n001  AX  V  C  00:00:00:00 {code} 00:00:00:00 {code}\n* FROM CLIP NAME: r2\n")
    [use] = uses(file)
    assert use.seconds == Decimal(kept) / 1000


def test_saying_it_twice_changes_nothing(post: Post) -> None:
    """The same edit again has nothing new, and reckons no day."""
    bring(post, "cut.edl", EDL)
    again = bring(post, "cut.edl", EDL)
    assert (again.new, again.changed, again.unchanged, again.days) == (0, 0, 2, 0)


def test_a_preview_keeps_nothing(post: Post) -> None:
    """It tells of two clips, and the ledger has none."""
    assert bring(post, "cut.edl", EDL, preview=True).new == 2
    assert usable(post) == {}


def test_an_edit_counts_after_the_log_and_before_marks_by_hand(post: Post) -> None:
    """The log kept 4 s of r2, the edit 1 s, Mara 0: she has the last word, whoever is imported last."""
    number = account(post.ledger)
    bring(post, "cut.edl", EDL)
    log(post.ledger, number, Logged(external_id="r2", usable=Decimal(4)))
    assert usable(post)["r2"] == 1000
    log(post.ledger, number, Logged(external_id="r2", usable=Decimal(0)), source="selects")
    bring(post, "cut.fcpxml", FCPXML)
    assert usable(post)["r2"] == 0


def test_an_id_of_two_accounts_needs_the_account(post: Post) -> None:
    """Where kling-brand has an r2 too, only --account says which; without it r2 is named and left alone."""
    keep(post.ledger, account(post.ledger, "kling-brand", "kling"), [clip("r2")])
    done = bring(post, "cut.edl", EDL)
    assert done.notes[0] == (
        "not matched: r2.mov (1 s used), because fal-studio and kling-brand go by its id; name one with --account"
    )
    assert "r2" not in usable(post)
    assert bring(post, "cut.fcpxml", FCPXML, account="kling-brand").accounts == ("kling-brand",)


def test_an_edit_of_nothing_that_is_known_is_refused(post: Post) -> None:
    """One sentence says what a clip's name must hold; so for an account that is not there."""
    with pytest.raises(NotImported, match=r"none of the 1 clips in cut\.edl is named after work that was collected"):
        bring(post, "cut.edl", EDL.partition("001")[0] + EDL[EDL.index("004") :])
    with pytest.raises(NotImported, match="there is no account 'nobody'"):
        bring(post, "cut.edl", EDL, account="nobody")


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("cut.csv", "a,b", "is no edit; an edit's name ends in .edl, .fcpxml, .xml, .otio"),
        ("cut.otio", "{", "is no edit that can be read"),
        ("cut.otio", '{"OTIO_SCHEMA": "Clip.1"}', "holds no timeline with a clip"),
        ("cut.fcpxml", "<a", "is no edit that can be read"),
        ("cut.xml", "<a/>", "is no edit that can be read"),
        ("cut.edl", "", "holds no timeline with a clip"),
    ],
)
def test_what_is_no_edit_is_one_sentence(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    """Whatever a parser says, the reader is told the file and what to do."""
    (tmp_path / name).write_text(text)
    with pytest.raises(UntrustedFile) as fault:
        list(file_kind("edit").read(tmp_path / name))
    assert sentence in str(fault.value)
    assert "\n" not in str(fault.value)
