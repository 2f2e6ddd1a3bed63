"""A branch of two layers over the encoder's trunk, and heads: events, their parties, kinds, earnestness, stances."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor, nn
from transformers import BertConfig, BertModel

from lagebild.models.event_parties import ROLES
from lagebild.models.stances import STANCES
from lagebild.reading.kind_facts import FACTS
from lagebild.reading.plover.slots import SIGNS

HIDDEN = 384
TRUNK = 4


class Through(nn.Module):
    """Stands where a BERT model looks words up: the states are there already."""

    def forward(self, inputs_embeds: Tensor, **_: object) -> Tensor:
        """The states as they came."""
        return inputs_embeds


class Branch(nn.Module):
    """The last two layers of all-MiniLM-L6-v2, to be fitted anew over the trunk that attribution has fitted.

    [windows, positions, 384] and a mask of 0 and 1 in, states of the same shape out.
    """

    def __init__(self, base: Path, attention: str = "sdpa") -> None:
        super().__init__()
        config = BertConfig.from_pretrained(base, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.15)
        config.num_hidden_layers -= TRUNK
        config._attn_implementation = attention
        self.model = BertModel(config, add_pooling_layer=False)
        self.model.embeddings = Through()

    def forward(self, trunk: Tensor, mask: Tensor) -> Tensor:
        """The branch's states."""
        return self.model(inputs_embeds=trunk, attention_mask=mask).last_hidden_state


def load_layers(branch: Branch, base: Path) -> None:
    """Begin with the weights of the base model's own last layers."""
    from safetensors.torch import load_file

    weights = load_file(base / "model.safetensors")
    for number, layer in enumerate(branch.model.encoder.layer):
        prefix = next(k for k in weights if f"encoder.layer.{TRUNK + number}." in k).split("encoder.layer.")[0]
        prefix += f"encoder.layer.{TRUNK + number}."
        layer.load_state_dict({k[len(prefix) :]: v for k, v in weights.items() if k.startswith(prefix)})


class Head(nn.Module):
    """One hidden layer: what is pooled in, logits out."""

    def __init__(self, size: int, width: int, out: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.3)
        self.inner = nn.Linear(size, width)
        self.outer = nn.Linear(width, out)

    def forward(self, pooled: Tensor) -> Tensor:
        """Logits [rows, out]."""
        return self.outer(self.drop(nn.functional.gelu(self.inner(self.drop(pooled)))))


class Senses(nn.Module):
    """Branch and heads.  `events` reads trigger, actors, recipients and sentence; its logits are types, statuses, modes
    and contexts, one after the other.  `kinds` reads a sentence, the ones before and after it, the opening, the whole,
    its product with the opening, and FACTS numbers of all three.  `earnest` reads source, cue, content and the passage,
    `stances` also what the rules say.  `parties` reads trigger, slot, sentence, the slot's SIGNS and which of the known
    paths leads to it."""

    def __init__(self, base: Path, modes: int, contexts: int, paths: int) -> None:
        super().__init__()
        self.branch = Branch(base)
        load_layers(self.branch, base)
        self.sizes = (17, 6, modes, contexts)
        self.events = Head(4 * HIDDEN, 256, sum(self.sizes))
        self.kinds = Head(6 * HIDDEN + 3 * FACTS, 128, 6)
        self.earnest = Head(4 * HIDDEN, 64, 2)
        self.stances = Head(4 * HIDDEN + len(STANCES), 96, len(STANCES))
        self.parties = Head(3 * HIDDEN + SIGNS + paths, 96, len(ROLES))
