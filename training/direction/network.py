"""The cross-encoder as it is trained: proposition and passage in one window, a small head for each of three tasks."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

SIZE = 384


class Network(nn.Module):
    """All-MiniLM-L6-v2, fitted further; eight logits from its first state and the mean of all its states."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="sdpa")
        self.join = nn.Linear(2 * SIZE, SIZE)
        self.drop = nn.Dropout(0.1)
        self.logits = nn.Linear(SIZE, 8)

    def forward(self, ids: Tensor, mask: Tensor, segments: Tensor) -> Tensor:
        """The logits ([pairs, 8]) of padded windows ([pairs, positions], all int64)."""
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=segments).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        joined = torch.tanh(self.join(torch.cat([states[:, 0], mean], -1)))
        return self.logits(self.drop(joined))
