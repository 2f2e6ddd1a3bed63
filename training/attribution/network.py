"""The encoder with its heads: roles and edges of pieces, and arcs from a cue to source, cue and content.

The states after the first TRUNK layers leave the graph too: other branches begin there (see `training/senses`).
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from lagebild.models.pieces import FEATURES, SEP

WIDTH = 96
BUCKETS = 33
HIDDEN = 384
TRUNK = 4


def bucket_distances(length: int) -> Tensor:
    """Signed distances j - i of positions below `length` as bucket numbers, [length, length]; see `arcs`."""
    places = torch.arange(length)
    distance = places[None, :] - places[:, None]
    far = 8 + (torch.log2(distance.abs().clamp(min=8) / 8.0) * 1.6).floor().long()
    size = torch.where(distance.abs() <= 8, distance.abs(), far.clamp(max=16))
    return size * distance.sign() + 16


class Network(nn.Module):
    """`forward` gives the trunk's states, ten piece logits, arc queries and arc keys.

    The piece logits are four roles (none, source, cue, content; softmax), then three begins and three ends (source,
    cue, content; sigmoid).  Queries and keys are [batch, positions, 3 * WIDTH]: for each role, the product of the query
    of a cue piece with the key of another piece, plus `distance` by bucket, plus `border` when they stand in different
    paragraphs, says whether the two belong together.  That and the other piece's own role must both hold: the log odds
    of the product of their probabilities is the arc's logit, against "none" at 0.
    """

    def __init__(self, base: Path) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(base, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.1)
        self.encoder = BertModel.from_pretrained(
            base, config=config, add_pooling_layer=False, attn_implementation="sdpa"
        )
        old = self.encoder.embeddings.token_type_embeddings.weight.data[0]
        table = nn.Embedding(FEATURES, HIDDEN)
        table.weight.data = old.repeat(FEATURES, 1)
        self.encoder.embeddings.token_type_embeddings = table
        self.encoder.config.type_vocab_size = FEATURES
        self.pieces = nn.Linear(HIDDEN, 10)
        self.queries = nn.Sequential(nn.Linear(HIDDEN, 3 * WIDTH), nn.GELU(), nn.Linear(3 * WIDTH, 3 * WIDTH))
        self.keys = nn.Sequential(nn.Linear(HIDDEN, 3 * WIDTH), nn.GELU(), nn.Linear(3 * WIDTH, 3 * WIDTH))
        nn.init.zeros_(self.queries[2].weight)
        nn.init.zeros_(self.queries[2].bias)
        self.distance = nn.Parameter(torch.zeros(3, BUCKETS))
        self.border = nn.Parameter(torch.zeros(3))
        self.gate = nn.Parameter(torch.tensor([[1.0] * 3, [0.5] * 3]))

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Outputs as the class describes, from [batch, positions] integers."""
        states = self.encoder(
            input_ids=ids, attention_mask=mask, token_type_ids=features, output_hidden_states=True
        ).hidden_states
        hidden = states[-1]
        return states[TRUNK], self.pieces(hidden), self.queries(hidden), self.keys(hidden)

    def score_arcs(self, ids: Tensor, pieces: Tensor, queries: Tensor, keys: Tensor) -> Tensor:
        """Arc logits [batch, 3, positions of the cue, positions], before the softmax with "none" at 0."""
        b, t, _ = queries.shape
        q = queries.view(b, t, 3, WIDTH).permute(0, 2, 1, 3)
        k = keys.view(b, t, 3, WIDTH).permute(0, 2, 3, 1)
        paragraph = torch.cumsum(ids == SEP, 1)
        apart = (paragraph[:, None, :, None] != paragraph[:, None, None, :]).float()
        near = self.distance[:, bucket_distances(t)]
        link = q @ k / WIDTH**0.5 + near[None] + self.border.view(1, 3, 1, 1) * apart
        chance = torch.log_softmax(pieces[..., :4], -1)[..., 1:].clamp(min=-15)
        odds = chance - torch.log1p(-chance.exp().clamp(max=1 - 1e-6))
        odds = (odds * self.gate[0] + self.gate[1]).permute(0, 2, 1)[:, :, None, :].expand_as(link)
        return -torch.logsumexp(torch.stack([-link, -odds, -link - odds]), 0)
