"""What the heads say of a batch of items beside what they should say, and the loss between the two."""

from __future__ import annotations

import random
from itertools import accumulate

import torch
from network import HIDDEN, Senses
from states import Item, encode_event, encode_stance
from torch import Tensor, nn

from lagebild.models.sentence_kinds import OPENING
from lagebild.models.stances import STANCES

Names = tuple[list[str], list[str], list[str]]
"""The modes, the contexts and the paths that are taught."""


class States:
    """The branch's states of items; those of a branch that is `kept` as it is are read once and remembered."""

    def __init__(self, senses: Senses, kept: bool = False) -> None:
        self.senses = senses
        self.read: dict[int, Tensor] | None = {} if kept else None

    def set_training(self) -> None:
        """Everything that is fitted drops out at random, a branch that is kept does not."""
        self.senses.train()
        self.senses.branch.train(self.read is None)

    def sum_up(self, batch: list[Item]) -> tuple[Tensor, list[int]]:
        """Running sums of the states of all pieces of a batch, and where each item's pieces begin."""
        begins = [0, *accumulate(item.size for item in batch)][:-1]
        flat = self._run(batch) if self.read is None else torch.cat([self._remember(item) for item in batch]).float()
        return torch.cat([torch.zeros(1, HIDDEN), flat.double().cumsum(0)]), begins

    def _remember(self, item: Item) -> Tensor:
        """The states of one item in half precision, as the product keeps them."""
        assert self.read is not None
        if id(item) not in self.read:
            with torch.no_grad():
                self.read[id(item)] = self._run([item]).half()
        return self.read[id(item)]

    def _run(self, batch: list[Item]) -> Tensor:
        windows = [(item, w) for item in batch for w in item.windows]
        longest = max(len(w[0]) for _, w in windows)
        trunk, mask = torch.zeros(len(windows), longest, HIDDEN), torch.zeros(len(windows), longest, dtype=torch.int64)
        for row, (_, (states, _, _)) in enumerate(windows):
            trunk[row, : len(states)], mask[row, : len(states)] = states.float(), 1
        states = self.senses.branch(trunk, mask)
        begin_of = dict(zip(map(id, batch), [0, *accumulate(item.size for item in batch)], strict=False))
        flat = torch.zeros(sum(item.size for item in batch), HIDDEN)
        rows = torch.cat([torch.full_like(core, row) for row, (_, (_, core, _)) in enumerate(windows)])
        cores = torch.cat([core for _, (_, core, _) in windows])
        places = torch.cat([place + begin_of[id(item)] for item, (_, _, place) in windows])
        return flat.index_put((places,), states[rows, cores])


def pool(sums: Tensor, groups: list[list[tuple[int, int]]]) -> Tensor:
    """The mean state of each group of ranges, zeros for an empty one."""
    flat = torch.tensor([(s, e, i) for i, ranges in enumerate(groups) for s, e in ranges], dtype=torch.int64)
    flat = flat.reshape(-1, 3)
    out = torch.zeros(len(groups), HIDDEN, dtype=sums.dtype)
    out = out.index_add(0, flat[:, 2], sums[flat[:, 1]] - sums[flat[:, 0]])
    count = torch.zeros(len(groups), dtype=sums.dtype).index_add(
        0, flat[:, 2], (flat[:, 1] - flat[:, 0]).to(sums.dtype)
    )
    return (out / count.clamp(min=1)[:, None]).float()


def shift(rows: Tensor) -> list[Tensor]:
    """The row before each and the row after each, zeros where there is none."""
    none = torch.zeros_like(rows[:1])
    return [torch.cat([none, rows[:-1]]), torch.cat([rows[1:], none])]


def move(ranges: list[tuple[int, int]], by: int) -> list[tuple[int, int]]:
    """Ranges of pieces of one item as ranges of the batch."""
    return [(s + by, e + by) for s, e in ranges]


WEIGHTS = {"contexts": 2, "modes": 0.5, "statuses": 0.5, "parties": 0.1}
"""What a row of a head counts; a sentence has many slots, and few of them are parties."""
HINTLESS = 0.15
"""How often the rules' stance is kept from the head, so that it learns to read."""
PARTLESS = (0.15, 0.3, 0.3)
"""How often trigger, actors and recipients are kept from the head of events."""


class Scores:
    """Logits and targets of one batch, by head; empty heads are left out."""

    def __init__(self, states: States, batch: list[Item], names: Names, rng: random.Random | None):
        senses, (sums, begins) = states.senses, states.sum_up(batch)
        self.logits: dict[str, Tensor] = {}
        self.targets: dict[str, Tensor] = {}
        pairs = list(zip(batch, begins, strict=True))
        self._score_events(senses, pairs, sums, names, rng)
        self._score_kinds(senses, pairs, sums)
        rows = [(g, label.earnest, b) for item, b in pairs for g, label in item.earnest]
        if rows:
            groups = [move(g[part], b) for part in range(4) for g, _, b in rows]
            pooled = pool(sums, groups).view(4, len(rows), -1).permute(1, 0, 2).reshape(len(rows), -1)
            self.logits["earnest"] = senses.earnest(pooled)
            self.targets["earnest"] = torch.tensor([int(e) for _, e, _ in rows])
        self._score_stances(senses, pairs, sums, rng)
        self._score_parties(senses, pairs, sums, names[2])

    def _score_stances(self, senses, pairs, sums, rng) -> None:
        rows = [(g, label, hint, b) for item, b in pairs for g, label, hint in item.stances]
        if not rows:
            return
        pooled = pool(sums, [move(g[part], b) for part in range(4) for g, _, _, b in rows])
        pooled = pooled.view(4, len(rows), -1).permute(1, 0, 2).reshape(len(rows), -1)
        hints = torch.zeros(len(rows), len(STANCES))
        for row, (_, _, hint, _) in enumerate(rows):
            hints[row, hint] = float(rng is None or rng.random() > HINTLESS)
        self.logits["stances"] = senses.stances(torch.cat([pooled, hints], 1))
        self.targets["stances"] = torch.tensor([encode_stance(label) for _, label, _, _ in rows])

    def _score_parties(self, senses, pairs, sums, paths) -> None:
        rows = [(g, slot, b) for item, b in pairs for g, slot in item.slots]
        if not rows:
            return
        pooled = pool(sums, [move(g[part], b) for part in range(3) for g, _, b in rows])
        pooled = pooled.view(3, len(rows), -1).permute(1, 0, 2).reshape(len(rows), -1)
        ways = torch.zeros(len(rows), len(paths))
        numbers = {path: number for number, path in enumerate(paths)}
        for row, (_, slot, _) in enumerate(rows):
            if slot.path in numbers:
                ways[row, numbers[slot.path]] = 1
        signs = torch.tensor([slot.signs for _, slot, _ in rows])
        self.logits["parties"] = senses.parties(torch.cat([pooled, signs, ways], 1))
        self.targets["parties"] = torch.tensor([slot.role for _, slot, _ in rows])

    def _score_events(self, senses, pairs, sums, names, rng) -> None:
        rows = [(g, encode_event(label, *names[:2]), b) for item, b in pairs for g, label in item.events]
        if not rows:
            return
        groups = []
        for part in range(4):
            for g, _, b in rows:
                left_out = rng is not None and part < 3 and rng.random() < PARTLESS[part]
                groups.append([] if left_out else move(g[part], b))
        pooled = pool(sums, groups).view(4, len(rows), -1).permute(1, 0, 2).reshape(len(rows), -1)
        parts = senses.events(pooled).split(senses.sizes, dim=1)
        for name, logits in zip(("types", "statuses", "modes", "contexts"), parts, strict=True):
            self.logits[name] = logits
        columns = list(zip(*(t for _, t, _ in rows), strict=True))
        for name, column in zip(("types", "statuses", "modes"), columns, strict=False):
            self.targets[name] = torch.tensor(column)
        self.targets["contexts"] = torch.tensor(columns[3])

    def _score_kinds(self, senses, pairs, sums) -> None:
        pooled, targets = [], []
        for item, b in pairs:
            if not item.kinds:
                continue
            means = pool(sums, [move([s], b) for s in item.sentences])
            facts = torch.from_numpy(item.facts)
            around, facts_around = shift(means), shift(facts)
            whole = [part.mean(0, keepdim=True).expand_as(means) for part in (means[:OPENING], means)]
            told = [n for n, (kind, _) in enumerate(item.kinds) if kind >= 0]
            pooled.append(torch.cat([means, *around, *whole, means * whole[0], facts, *facts_around], 1)[told])
            targets.extend(item.kinds[n] for n in told)
        if pooled:
            self.logits["kinds"] = senses.kinds(torch.cat(pooled))
            self.targets["kinds"] = torch.tensor(targets)

    def loss(self) -> Tensor:
        """The sum of the heads' losses, each counted by its rows."""
        total = torch.zeros(())
        for name, logits in self.logits.items():
            target = self.targets[name]
            weight = len(target) / 40 * WEIGHTS.get(name, 1)
            if name == "contexts":
                each = nn.functional.binary_cross_entropy_with_logits(logits, target)
            elif name == "modes" and not (target >= 0).any():
                continue
            elif target.ndim == 2:  # two passes: where they differ, each counts half
                each = sum(nn.functional.cross_entropy(logits, t, label_smoothing=0.05) for t in target.unbind(1)) / 2
            else:
                each = nn.functional.cross_entropy(logits, target, ignore_index=-1, label_smoothing=0.05)
            total = total + each * weight
        return total
