"""How speakers stand to what is said; above all, what is a denial and what is none."""

from __future__ import annotations

import pytest

from lagebild.reading.attribution import read_attributions
from lagebild.reading.parse import parse_report
from lagebild.reading.statements.stances import judge_stance
from lagebild.records import Reading, Report, Span, Statement
from lagebild.settings import Settings

SETTINGS = Settings()


def read(text: str) -> tuple[Statement, ...]:
    report = Report("r", "r", text, (), language="en")
    return read_attributions(parse_report(report, SETTINGS), Reading(report)).statements


def stances(text: str) -> list[str]:
    return [s.stance for s in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Estmark denied that its troops had moved.",
        "Estmark has again denied entering the war.",
        "A spokesman dismissed rumours that the army would come.",
        "The bank rejected claims that it had waited too long.",
        "Officials disputed that any ballots were missing.",
        "She sees no signs of a wider shift.",
        "He does not believe that the army will come.",
        "The guards refuse to believe that the army will come.",
        "The court struck down claims that the vote was bought.",
    ],
)
def test_denials_are_denials(text: str) -> None:
    assert "denies" in stances(text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister has not denied that he plans to resign.",
        "The minister refused to deny that he plans to resign.",
        "The minister neither confirmed nor denied the report.",
        "The minister could deny that he plans to resign.",
        "If the minister denies that he knew, he will be asked again.",
        "Did the minister deny that he knew?",
        "The court denied him bail.",
        "The board rejected the offer.",
        "The minister did not say whether he would resign.",
        "The minister said that he had not slept.",
    ],
)
def test_what_leaves_a_denial_open_is_none(text: str) -> None:
    assert "denies" not in stances(text)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Some observers consider this a ruse.", "doubts"),
        ("Economists doubt that growth will return.", "doubts"),
        ("Police expect the road to reopen on Sunday.", "expects"),
        ("He promised to publish the results.", "intends"),
        ("The mayor called for an inquiry.", "demands"),
        ("The opposition urged the government to cut taxes.", "demands"),
        ("The ambassador asked whether the maps were genuine.", "asks"),
        ("The owner admitted that two alarms had not worked.", "concedes"),
        ("The court declined to comment.", "declines"),
        ("The minister did not say that talks had failed.", "unknown"),
        ("The minister said that talks had failed.", "asserts"),
        ("The minister said that they must go.", "demands"),
    ],
)
def test_cues_and_contents_give_the_stance(text: str, stance: str) -> None:
    assert stances(text)[0] == stance


def test_who_declines_to_comment_says_nothing() -> None:
    text = "The court declined to comment."
    (statement,) = read(text)
    assert statement.content == ()
    assert [text[s.start : s.end] for s in statement.cue] == ["declined to comment"]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("She sees no signs of a wider shift.", "probable"),
        ("Lind said that rain may come.", "possible"),
        ("Lind said that rain had come.", "certain"),
        ("Lind thinks that rain has come.", "probable"),
    ],
)
def test_certainty_comes_from_the_words(text: str, certainty: str) -> None:
    assert read(text)[0].certainty == certainty


@pytest.mark.parametrize("text", ["Stam joked that she had time.", "Stam jokingly said that she had time."])
def test_a_joke_is_not_serious(text: str) -> None:
    assert read(text)[0].serious is False


def test_what_is_no_joke_is_not_judged() -> None:
    assert read("Stam said that she had time.")[0].serious is None


def test_spans_found_by_others_are_judged_alike() -> None:
    text = "Estmark has again denied entering the war."
    doc = parse_report(Report("r", "r", text, (), language="en"), SETTINGS).doc
    assert doc is not None
    assert judge_stance(doc, [Span(8, 24)], [Span(25, 41)]).stance == "denies"
    assert judge_stance(doc, [Span(7, 8)], [Span(25, 41)]).stance == "asserts"


@pytest.mark.parametrize(
    ("text", "cue", "content", "stance"),
    [
        ("Lind is against the tax.", "is against", "the tax", "asserts"),
        ("Lind opposes the tax.", "opposes", "the tax", "asserts"),
        ("Lind does not support the tax.", "does not support", "the tax", "asserts"),
        ("Lind supports the tax.", "supports", "the tax", "asserts"),
        ("Lind condemned the attack.", "condemned", "the attack", "asserts"),
        ("Lind has not denied the claim.", "has not denied", "the claim", "unknown"),
        ("No one denies that rain fell.", "denies", "that rain fell", "unknown"),
        ("Lind does not doubt the numbers.", "does not doubt", "the numbers", "asserts"),
        ("Lind ruled out a deal.", "ruled out", "a deal", "denies"),
        ("Lind has not ruled out a deal.", "has not ruled out", "a deal", "expects"),
        ("Lind cast doubt on the numbers.", "cast doubt on", "the numbers", "doubts"),
        ("Lind is skeptical of the numbers.", "is skeptical of", "the numbers", "doubts"),
        ("Lind warned against a strike.", "warned against", "a strike", "demands"),
        ("Lind told them to leave.", "told", "to leave", "demands"),
        ("Lind wants them to leave.", "wants", "them to leave", "demands"),
        ("Lind wants to leave.", "wants", "to leave", "intends"),
        ("Lind said prices would rise.", "said", "prices would rise", "expects"),
        ("Lind refused to endorse the plan.", "refused to endorse", "the plan", "declines"),
        ("Lind went on to explain that rain fell.", "went on to explain", "that rain fell", "asserts"),
        ("Lind sees no signs of a shift.", "sees", "no signs of a shift", "denies"),
        ("Lind dismissed critics who say rain fell.", "dismissed", "critics who say rain fell", "denies"),
        ("Lind dismissed an officer who said rain fell.", "dismissed", "an officer who said rain fell", "asserts"),
        ("Lind brushed off the significance of the poll.", "brushed off", "the significance of the poll", "denies"),
        ("Lind has no evidence to suggest that rain fell.", "has no evidence to suggest", "that rain fell", "denies"),
        ("Lind showed no sign of backing down.", "showed no sign of", "backing down", "denies"),
        ("Rain is not considered a threat.", "is not considered", "a threat", "denies"),
        ("Rain did not seem to be a threat.", "did not seem", "to be a threat", "denies"),
        ("The court struck down claims of fraud.", "struck down", "claims of fraud", "denies"),
        ("The court struck down the tax.", "struck down", "the tax", "asserts"),
        ("Lind dismissed him as a clown.", "dismissed", "him as a clown", "asserts"),
        ("Lind dismissed the criticism as noise.", "dismissed", "the criticism as noise", "asserts"),
        ("Lind dismissed the claim as noise.", "dismissed", "the claim as noise", "denies"),
        ("Lind does not expect rain to fall.", "does not expect", "rain to fall", "denies"),
        ("Lind is not confident that rain will fall.", "is not confident", "that rain will fall", "doubts"),
        ("Lind disputes the claim.", "disputes", "the claim", "denies"),
        ("Both are in a long dispute over the island.", "are in a long dispute over", "the island", "unknown"),
        ("The court rejected both objections.", "rejected", "both objections", "asserts"),
        ("Lind does not want to leave.", "does not want", "to leave", "declines"),
        ("Lind demanded “Why did rain fall?”", "demanded", "“Why did rain fall?”", "asks"),
        ("Lind asked her about the tax.", "asked her about", "the tax", "asks"),
        ("Lind spoke for an hour, referring to the tax.", "referring to", "the tax", "unknown"),
        ("Lind needs to tell the truth about the tax.", "needs to tell the truth about", "the tax", "unknown"),
        ("The bank announced it would get rid of the fees.", "announced", "it would get rid of the fees", "intends"),
    ],
)
def test_attitudes_are_judged_whoever_found_them(text: str, cue: str, content: str, stance: str) -> None:
    doc = parse_report(Report("r", "r", text, (), language="en"), SETTINGS).doc
    assert doc is not None
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (cue, content)]
    assert judge_stance(doc, spans[:1], spans[1:]).stance == stance


@pytest.mark.parametrize(
    ("text", "cue", "content", "stance"),
    [
        ("Lind rejected the accusation.", "rejected", "the accusation", "denies"),
        ("Lind rejected a suggestion that he knew.", "rejected", "a suggestion that he knew", "denies"),
        ("Lind brushed aside the criticism.", "brushed aside", "the criticism", "denies"),
        ("Lind disputes the figures.", "disputes", "the figures", "denies"),
        ("Lind does not accept that he lost.", "does not accept", "that he lost", "denies"),
        ("Lind decided against running.", "decided against", "running", "declines"),
        ("Lind rejected the request.", "rejected", "the request", "declines"),
        ("Lind denied them access.", "denied", "them access", "declines"),
        ("Lind turned down the invitation.", "turned down", "the invitation", "declines"),
        ("Lind rejected the bill.", "rejected", "the bill", "asserts"),
        ("Lind voted against the bill.", "voted against", "the bill", "asserts"),
        ("The court struck down the law.", "struck down", "the law", "asserts"),
        ("Lind dismissed him as a clown.", "dismissed", "him as a clown", "asserts"),
        ("“That is nonsense,” Lind shot back, rejecting it.", "shot back", "“That is nonsense,”", "asserts"),
        ("Lind does not want a war.", "does not want", "a war", "asserts"),
        ("It is not clear whether rain fell.", "is not clear", "whether rain fell", "doubts"),
        ("The plan was viewed with skepticism by Lind.", "was viewed", "The plan", "doubts"),
        ("The plan was not viewed with skepticism.", "was not viewed", "The plan", "unknown"),
        ("The plan was viewed with delight by Lind.", "was viewed", "The plan", "asserts"),
        ("Lind dismissed attacks on her record.", "dismissed", "attacks on her record", "denies"),
        ("Lind questioned why they left.", "questioned", "why they left", "asks"),
        ("Lind said the tax could hurt firms.", "said", "the tax could hurt firms", "expects"),
        ("Lind worries that rain fell.", "worries", "that rain fell", "asserts"),
        ("Lind worries that rain will fall.", "worries", "that rain will fall", "expects"),
        ("The company said it will build a plant.", "said", "it will build a plant", "intends"),
        ("Lind voted to open the road.", "voted", "to open the road", "intends"),
        ("The law bans smoking.", "bans", "smoking", "demands"),
        ("Lind was reluctant to leave.", "was reluctant", "to leave", "declines"),
        ("Lind said “I hope that he comes.”", "said", "“I hope that he comes.”", "expects"),
        ("Lind said teachers would often sleep.", "said", "teachers would often sleep", "asserts"),
    ],
)
def test_a_no_is_judged_by_what_it_is_said_to(text: str, cue: str, content: str, stance: str) -> None:
    assert judge(text, cue, content) == stance


def test_a_quoted_no_before_a_colon_does_not_undo_the_denial_after_it() -> None:
    assert stances("“No plan, no order”: government denies that Estmark will enter the war")[-1] == "denies"
    assert "denies" not in stances("No minister denies that Estmark will enter the war.")


def judge(text: str, cue: str, content: str) -> str:
    doc = parse_report(Report("r", "r", text, (), language="en"), SETTINGS).doc
    assert doc is not None
    spans = [(Span(text.index(words), text.index(words) + len(words)),) for words in (cue, content)]
    return judge_stance(doc, *spans).stance


def test_a_claim_called_a_lie_is_denied_by_the_content_only():
    assert judge("The governor called the claim a lie.", "called", "the claim a lie") == "asserts"
    assert judge("The governor called the claim no lie.", "called", "the claim no lie") != "denies"
    assert judge("The governor said the claim was a lie.", "said", "the claim was a lie") == "asserts"


def test_rumours_quashed_are_denied():
    text = "The mayor quashed rumours that she would go."
    assert judge(text, "quashed rumours", "that she would go") == "denies"


def test_speaking_of_quoted_words_asserts_them():
    assert judge("The mayor spoke of “open” talks.", "spoke of", "“open” talks") == "asserts"
    assert judge("The mayor spoke of the talks.", "spoke of", "the talks") == "unknown"


def test_who_ought_to_say_it_has_not_said_it_but_i_should_say_does() -> None:
    text = "I should say that rain fell. Lind should say that rain fell."
    doc = parse_report(Report("r", "r", text, (), language="en"), SETTINGS).doc
    assert doc is not None
    own = judge_stance(doc, [Span(2, 12)], [Span(13, 27)])
    wanted = judge_stance(doc, [Span(34, 44)], [Span(45, 59)])
    assert (own.stance, wanted.stance) == ("asserts", "unknown")
