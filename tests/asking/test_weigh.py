from dataclasses import replace

import numpy as np

from lagebild.asking.weigh import BY_GRAMMAR, MOST, SURE, SURE_ALONE, Draft, weigh_drafts
from lagebild.records import Citation, Evidence


class Scales:
    """A weighing model that says what it is told."""

    def __init__(self, *shares):
        self.shares = shares
        self.asked = []

    def weigh(self, pairs):
        self.asked.extend(pairs)
        return np.array([self.shares[i % len(self.shares)] for i in range(len(pairs))], np.float32)


def draft(text="Lurna stays out.", direction="unclear", **fields):
    citation = Citation(1, 1, "r", "r", None, None, None, None, 0, len(text), text)
    evidence = Evidence(citation, None, "unknown", direction, ("the grammar does not decide",), 0.5)
    return Draft(evidence, **fields)


def weigh(scales, *drafts):
    return list(weigh_drafts("Will Lurna enter the war?", drafts, scales))


def test_what_the_grammar_decides_is_not_weighed():
    scales = Scales((0.99, 0.005, 0.005))
    clear = draft(direction="denies")
    assert weigh(scales, clear) == [replace(clear.evidence, reasons=(*clear.evidence.reasons, BY_GRAMMAR))]
    assert scales.asked == []


def test_what_the_words_leave_open_stays_open():
    left = draft(silent=False)
    assert weigh(Scales((0.99, 0.005, 0.005)), left) == [left.evidence]


def test_a_silent_passage_gets_the_models_direction_with_its_confidence():
    (one,) = weigh(Scales((0.05, 0.91, 0.04)), draft(silent=True))
    assert one.direction == "denies"
    assert one.reasons[-1] == "by the weighing model, 0.91"


def test_under_the_threshold_it_stays_unclear():
    silent = draft(silent=True)
    assert weigh(Scales((SURE - 0.01, 0.1, 0.1)), silent) == [silent.evidence]
    assert weigh(Scales((0.02, 0.01, 0.97)), silent) == [silent.evidence]


def test_a_sentence_that_only_the_model_speaks_for_must_convince_it_more():
    alone = draft(silent=True, found=False)
    assert weigh(Scales((SURE_ALONE - 0.01, 0.04, 0.04)), alone) == []
    assert [one.direction for one in weigh(Scales((SURE_ALONE + 0.01, 0.03, 0.03)), alone)] == ["affirms"]


def test_without_a_model_nothing_is_weighed_and_nothing_lost():
    silent, alone = draft(silent=True), draft(silent=True, found=False)
    assert weigh(None, silent, alone) == [silent.evidence]


def test_no_more_than_so_many_are_weighed_and_the_order_stays():
    scales = Scales((0.97, 0.02, 0.01))
    drafts = [draft(text=f"Lurna {n}.", silent=True) for n in range(MOST + 3)]
    weighed = weigh(scales, *drafts)
    assert len(scales.asked) == MOST
    assert [one.citation.text for one in weighed] == [d.evidence.citation.text for d in drafts]
    assert weighed[-1] == replace(drafts[-1].evidence)
