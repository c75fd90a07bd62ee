"""Reading a story: every event of the format, and which event is wrong."""

import datetime as dt
import json
from collections import Counter

import pytest

from consultations.enums import Decision, Position
from coop_portal.rehearsal import story
from deadlines.value import HANOI

AT = "2021-08-03T16:42:00+07:00"
DAY = "2021-08-04"
MOMENT = dt.datetime(2021, 8, 3, 16, 42, tzinfo=HANOI)
AGREE, BUT = Position.AGREE, Position.AGREE_WITH_COMMENTS


@pytest.fixture
def read(tmp_path):
    def of(data):
        path = tmp_path / "story.json"
        path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        return story.read(path)

    return of


def test_the_example_of_the_description(read):
    told = read(
        {
            "refuse_mail": ["Yên Dũng"],
            "events": [
                {
                    "at": AT,
                    "do": "answer",
                    "unit": "Lục Ngạn",
                    "positions": {"1": "nhất trí", "2": "nhất trí kèm góp ý", "3": "nhất trí"},
                    "comments": {"2": "Đề nghị bổ sung Hàn Quốc."},
                },
                {"at": "2021-08-05T09:00:00+07:00", "do": "open", "unit": "Việt Yên"},
                {
                    "at": "2021-08-06T10:00:00+07:00",
                    "do": "extend",
                    "unit": "Việt Yên",
                    "before": "2021-08-12",
                    "reason": "…",
                },
            ],
        }
    )

    positions, comments = {1: AGREE, 2: BUT, 3: AGREE}, {2: "Đề nghị bổ sung Hàn Quốc."}
    assert told == story.Story(
        refuse_mail=("Yên Dũng",),
        events=(
            story.Answer(MOMENT, "Lục Ngạn", positions, comments),
            story.Open(dt.datetime(2021, 8, 5, 9, tzinfo=HANOI), "Việt Yên"),
            story.Extend(
                dt.datetime(2021, 8, 6, 10, tzinfo=HANOI),
                "Việt Yên",
                dt.date(2021, 8, 12),
                "…",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("row", "event"),
    [
        ({"do": "draft", "unit": "A"}, story.Draft(MOMENT, "A", {}, {})),
        (
            {"do": "hand_over", "unit": "A", "person": "B", "note": "C"},
            story.HandOver(MOMENT, "A", "B", "C"),
        ),
        ({"do": "remind"}, story.Remind(MOMENT, "")),
        ({"do": "remind", "unit": "A"}, story.Remind(MOMENT, "A")),
        (
            {"do": "extend", "before": "2021-08-12", "reason": "C"},
            story.Extend(MOMENT, "", dt.date(2021, 8, 12), "C"),
        ),
        ({"do": "close"}, story.Close(MOMENT, "")),
        (
            {"do": "answer", "unit": "Hiệp Hòa", "by_link": True},
            story.Answer(MOMENT, "Hiệp Hòa", {}, {}, by_link=True),
        ),
        ({"do": "hand_in", "unit": "Lục Ngạn"}, story.HandIn(MOMENT, "Lục Ngạn", {}, {})),
        (
            {"do": "letter", "unit": "Yên Thế", "number": "4/UBND", "date": DAY, "signer": "A"},
            story.Letter(
                MOMENT, "Yên Thế", {}, {}, number="4/UBND", date=dt.date(2021, 8, 4), signer="A"
            ),
        ),
    ],
)
def test_the_other_events(read, row, event):
    assert read({"events": [{"at": AT} | row]}).events == (event,)


def test_the_default_story_is_one():
    told = story.read(story.DEFAULT)

    assert told.refuse_mail == ("Yên Dũng",)
    assert {type(event).__name__ for event in told.events} == {
        *("Answer", "Close", "Draft", "Extend", "HandIn", "Letter", "Open")
    }


def test_in_the_default_story_answers_come_in_every_way():
    events = story.read(story.DEFAULT).events
    sent = [event for event in events if type(event) is story.Answer]
    times = Counter(event.unit for event in sent)
    end = dt.datetime(2021, 8, 9, tzinfo=HANOI)
    extended = {event.unit for event in events if isinstance(event, story.Extend)}

    assert {event.unit for event in sent if event.by_link} == {"Hiệp Hòa"}
    assert {event.unit for event in events if isinstance(event, story.Letter)} == {"Yên Thế"}
    assert {event.unit for event in events if isinstance(event, story.HandIn)} == {"Lục Ngạn"}
    assert {unit for unit, count in times.items() if count > 1} == {"Lục Ngạn"}
    assert {event.unit for event in sent if event.at >= end} - extended == {"Lạng Giang"}
    assert extended == {"Việt Yên"}
    assert {"Bắc Giang", "Lục Nam", "Tân Yên"} <= set(times)


def test_the_default_story_answers_every_comment_that_counts_and_no_other():
    told = story.read(story.DEFAULT)
    last = {event.unit: event for event in told.events if isinstance(event, story.Answer)}
    said = Counter(text for answer in last.values() for text in answer.comments.values())
    answered = [text for answer in told.answers for text in answer.comments]

    assert sorted(answered) == sorted(said)
    assert {answer.ruling.decision for answer in told.answers} == set(Decision)
    assert [len(answer.comments) for answer in told.answers if answer.due] == [2]
    assert [text for text, count in said.items() if count > 1] == [
        "Đề nghị Sở Ngoại vụ hướng dẫn mẫu Kế hoạch triển khai thực hiện Đề án."
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"decision": "tiếp thu", "answer": ""}, "KeyError('to')"),
        ({"to": "A", "decision": "tiếp thu", "answer": ""}, "«to» is a list of comments"),
        ({"to": ["A"], "decision": "bỏ qua", "answer": ""}, "KeyError('bo qua')"),
        ({"to": ["A"], "decision": "tiếp thu", "answer": "", "due": "13/8"}, "13/8"),
        ({"to": ["A"], "decision": "tiếp thu", "answer": "", "change": {"old": "B"}}, "'new'"),
    ],
)
def test_a_wrong_answer_to_comments_is_named_by_its_number(read, row, reason):
    right = {"to": ["A"], "decision": "ghi nhận", "answer": ""}

    with pytest.raises(story.StoryError) as refusal:
        read({"answers": [right, row]})

    assert str(refusal.value).startswith("answer 2: ")
    assert reason in str(refusal.value)


def test_an_empty_story_may_be_told(read):
    assert read({}) == story.Story(refuse_mail=(), events=())


def test_events_are_played_in_order_of_time_whatever_their_offset(read):
    told = read(
        {
            "events": [
                {"at": AT, "do": "open", "unit": "B"},
                {"at": "2021-08-03T09:41:00+00:00", "do": "open", "unit": "A"},
            ]
        }
    )

    assert [event.unit for event in told.events] == ["A", "B"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"do": "open", "unit": "A"}, "KeyError('at')"),
        ({"at": "gestern", "do": "open", "unit": "A"}, "Invalid isoformat string: 'gestern'"),
        ({"at": "2021-08-03T16:42:00", "do": "open", "unit": "A"}, "needs an offset"),
        ({"at": AT, "do": "sing", "unit": "A"}, "KeyError('sing')"),
        ({"at": AT, "do": "open"}, "KeyError('unit')"),
        ({"at": AT, "do": "answer", "unit": "A", "positions": {"1": "có lẽ"}}, "KeyError('co le')"),
        ({"at": AT, "do": "answer", "unit": "A", "positions": {"x": "nhất trí"}}, "'x'"),
        ({"at": AT, "do": "answer", "unit": "A", "positions": ["nhất trí"]}, "AttributeError"),
        ({"at": AT, "do": "extend", "before": "12/8", "reason": "C"}, "12/8"),
        ({"at": AT, "do": "open", "unit": 3}, "«unit» is text"),
        ({"at": AT, "do": "remind", "unit": None}, "«unit» is text"),
        ({"at": AT, "do": "extend", "before": "2021-08-12", "reason": []}, "«reason» is text"),
        ("open", "TypeError"),
    ],
)
def test_a_wrong_event_is_named_by_its_number(read, row, reason):
    right = {"at": AT, "do": "open", "unit": "A"}

    with pytest.raises(story.StoryError) as refusal:
        read({"events": [right, row]})

    assert str(refusal.value).startswith("event 2: ")
    assert reason in str(refusal.value)


@pytest.mark.parametrize(
    "data",
    [
        *("", "[]", "{", '"story"', '{"events": {}}', '{"answers": {}}'),
        *('{"refuse_mail": "Yên Dũng"}', '{"refuse_mail": [3]}'),
    ],
)
def test_what_is_no_story_is_refused_with_its_file(read, data):
    with pytest.raises(story.StoryError, match=r"story\.json: "):
        read(data)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(story.StoryError, match=r"none\.json"):
        story.read(tmp_path / "none.json")


def test_what_a_unit_does_not_say_counts_by_its_comment():
    answer = story.Answer(MOMENT, "A", {1: Position.DISAGREE}, {1: "Chưa.", 2: "Bổ sung."})
    draft = story.Draft(MOMENT, "A", {1: AGREE}, {})

    assert [answer.says(n) for n in (1, 2, 3)] == [
        (Position.DISAGREE, "Chưa."),
        (BUT, "Bổ sung."),
        (AGREE, ""),
    ]
    assert [draft.says(n) for n in (1, 2)] == [(AGREE, ""), None]
