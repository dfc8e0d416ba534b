"""generations and selects: every clip that a job log tells of, and each row that is none."""

import gzip
import json
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from collectors.deliveries import Refusal, UntrustedFile, file_kind
from collectors.job_log import Entry
from db.window import instant_of

HEADER = (
    "account,external_id,at,model,mode,resolution,audio,seconds,status,team,project,video,shot,take,usable_seconds,"
    "cost,currency"
)
LINE = "fal-studio,r1,2026-11-03T10:00:00Z,veo-3.1,fast,1080p,true,8,success,trailers,Autumn,Teaser,7a,2,3.5,1.2,usd"
WORDS = dict(zip(HEADER.split(","), LINE.split(","), strict=True))


def read(folder: Path, text: str | bytes, name: str = "generations.csv", kind: str = "generations") -> list[object]:
    """What a file with this text says."""
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return list(file_kind(kind).read(folder / name))


def one(folder: Path, text: str | bytes, name: str = "generations.csv") -> Entry:
    """The one clip of a file."""
    (found,) = read(folder, text, name)
    assert isinstance(found, Entry)
    return found


def test_every_column_is_read(tmp_path: Path) -> None:
    """What is said of the clip, and the clip as work of its own."""
    found = one(tmp_path, f"{HEADER}\n{LINE}\n")
    said, work = found.logged, found.work
    assert (found.account, said.external_id, said.team, said.project) == ("fal-studio", "r1", "trailers", "Autumn")
    assert (said.video, said.shot, said.take, said.usable) == ("Teaser", "7a", 2, 3_500_000_000)
    assert work is not None
    assert instant_of(work.at).isoformat() == "2026-11-03T10:00:00+00:00"
    assert (work.seconds, work.clips, work.stated) == (8_000_000_000, 1, 1_200_000_000)
    assert (work.facet.model, work.facet.mode, work.facet.resolution) == ("veo-3.1", "fast", "1080p")
    assert (work.facet.audio, work.facet.status, work.facet.currency) == ("on", "succeeded", "USD")


def test_three_columns_are_enough(tmp_path: Path) -> None:
    """Nobody judged the clip, which is not the same as 0."""
    found = one(tmp_path, "account,external_id,at\nfal-studio,r1,2026-11-03\n")
    assert (found.logged.usable, found.logged.video, found.logged.take) == (None, "", None)


def test_a_job_log_may_have_more_columns(tmp_path: Path) -> None:
    """What it writes down for itself is passed over."""
    assert one(tmp_path, f"prompt,{HEADER}\na cat,{LINE}\n").logged.video == "Teaser"


def test_every_form_says_the_same(tmp_path: Path) -> None:
    """CSV, JSON Lines, either gzipped, and Parquet with numbers as numbers."""
    words = WORDS | {"audio": True, "seconds": 8, "take": 2, "usable_seconds": 3.5, "cost": 1.2}
    pq.write_table(pa.Table.from_pylist([words]), tmp_path / "log.parquet")
    expected = one(tmp_path, f"{HEADER}\n{LINE}\n")
    line = json.dumps(words) + "\n"
    for said in (line, gzip.compress(line.encode()), (tmp_path / "log.parquet").read_bytes()):
        found = one(tmp_path, said, "log")
        assert found.work == expected.work
        assert found.logged.model_copy(update={"digest": ""}) == expected.logged.model_copy(update={"digest": ""})


@pytest.mark.parametrize(
    ("name", "word", "says"),
    [
        ("account", "", "account is empty"),
        ("external_id", "", "external_id is empty"),
        ("at", "", "at is empty"),
        ("at", "yesterday", "at: 'yesterday' is not a time such as 2026-01-31T00:00:00Z"),
        ("audio", "loud", "audio: 'loud' is none of on, off and voice"),
        ("status", "queued", "status: 'queued' is neither succeeded nor failed; leave out what has not ended"),
        ("seconds", "-1", "seconds is -1, which cannot be negative"),
        ("seconds", "eight", "seconds: 'eight' is not a number"),
        ("usable_seconds", "9.5", "usable_seconds is 9.5, but the clip has only 8"),
        ("usable_seconds", "-1", "usable_seconds is -1, which cannot be negative"),
        ("take", "v2", "take: 'v2' is not a number"),
        ("take", "2.5", "take: '2.5' is not a whole number such as 3"),
        ("currency", "", "cost is 1.2, but currency is empty"),
        ("currency", "dollars", "currency: String should match pattern '^[A-Z]{3}$'"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path: Path, name: str, word: str, says: str) -> None:
    """The good rows around it are read."""
    wrong = ",".join((WORDS | {name: word}).values())
    good, refused, last = read(tmp_path, f"{HEADER}\n{LINE}\n{wrong}\n{LINE}\n")
    assert refused == Refusal(3, says)
    assert good == last


def test_a_failed_clip_cost_nothing_unless_it_says_so(tmp_path: Path) -> None:
    """Without a cost it has neither seconds nor a price to be guessed; with one, that counts."""
    for cost, seconds, stated in (("", 0, 0), ("1.2", 8_000_000_000, 1_200_000_000)):
        work = one(tmp_path, f"{HEADER}\n{','.join((WORDS | {'status': 'failed', 'cost': cost}).values())}\n").work
        assert work is not None
        assert (work.clips, work.seconds, work.stated) == (0, seconds, stated)


def test_a_line_that_is_no_json_is_refused(tmp_path: Path) -> None:
    """A log that is cut off in its last line keeps the lines before."""
    said = read(tmp_path, json.dumps(WORDS) + "\n\n" + json.dumps(WORDS)[:40] + "\n", "log.jsonl")
    assert said[1] == Refusal(3, "this line is no JSON object")
    assert isinstance(said[0], Entry)


def test_json_without_what_is_needed_is_no_job_log(tmp_path: Path) -> None:
    """One sentence names the columns."""
    with pytest.raises(UntrustedFile, match="it has no column external_id, at"):
        read(tmp_path, '{"account": "fal-studio"}\n', "log.jsonl")


def test_selects_say_what_was_kept(tmp_path: Path) -> None:
    """Three columns, and more where wanted; a comment is none of them."""
    said = read(tmp_path, "# Ivo's\naccount,external_id,usable_seconds,shot\nfal-studio,r1,2,7a\n", kind="selects")
    (found,) = (entry for entry in said if isinstance(entry, Entry))
    assert (found.logged.usable, found.logged.shot, found.logged.team, found.work) == (2_000_000_000, "7a", "", None)


def test_selects_with_a_misspelled_column_are_refused(tmp_path: Path) -> None:
    """It would be passed over in silence."""
    with pytest.raises(UntrustedFile, match="did you mean 'video'"):
        read(tmp_path, "account,external_id,usable_seconds,vido\nfal-studio,r1,2,Teaser\n", kind="selects")


def test_usable_seconds_may_be_a_little_more_than_was_billed(tmp_path: Path) -> None:
    """A file of 8.04 s is billed as 8 s."""
    found = one(tmp_path, f"{HEADER}\n{','.join((WORDS | {'usable_seconds': '8.04'}).values())}\n")
    assert found.logged.usable == int(Decimal("8.04") * 10**9)
