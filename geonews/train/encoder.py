"""The tagger as a torch module: a BERT encoder with what else is known of each word added in."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from geonews.recognise.hints import NAME_HINTS, PERSON_HINTS
from geonews.recognise.pieces import CASES

__all__ = ["LABELS", "NEW", "ROLES", "Tagger", "pretrained"]

LABELS = 3
"""Outside, begins a name, goes on with it."""
ROLES = 2
"""Literal, associative."""
NEW = frozenset({"cases", "gaps", "names", "people", "label_head", "role_head"})
"""The parts that no pretrained encoder has."""


class _Dropout(nn.Module):
    """Dropout with masks cut from one stretch of noise: a fresh one a call is a third of a step."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate
        self._noise = torch.empty(0)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        size = x.numel()
        if self._noise.numel() < 2 * size:
            keep = torch.rand(2 * size) >= self.rate
            self._noise = keep.to(x.dtype) / (1 - self.rate)
        at = int(torch.randint(self._noise.numel() - size, ()))
        return x * self._noise[at : at + size].view(x.shape).to(x.dtype)


class _Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = _Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        query, key, value = (
            part(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        if torch.onnx.is_in_onnx_export():
            # What ships reads one window at a time: nothing is padded, so nothing is masked.
            scores = query @ key.transpose(2, 3) / math.sqrt(width // self.heads)
            seen = torch.softmax(scores, dim=-1) @ value
        else:
            seen = functional.scaled_dot_product_attention(
                query, key, value, attn_mask=mask.to(query.dtype)
            )
        seen = seen.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.out(seen)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Word pieces with their casing, gap and hints in; logits of labels and roles out.

    Shapes: all inputs (batch, length), integers; outputs (batch, length, LABELS) and
    (batch, length, ROLES). ``pieces`` 0 is padding.
    """

    def __init__(self, config: Mapping[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.cases = nn.Embedding(len(CASES), width)
        self.gaps = nn.Embedding(4, width)
        self.names = nn.Embedding(NAME_HINTS, width)
        self.people = nn.Embedding(PERSON_HINTS, width)
        for table in (self.cases, self.gaps, self.names, self.people):
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = _Dropout(dropout)
        self.layers = nn.ModuleList(
            _Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        self.label_head = nn.Linear(width, LABELS)
        self.role_head = nn.Linear(width, ROLES)

    def forward(
        self, pieces: Tensor, cases: Tensor, gaps: Tensor, names: Tensor, people: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return the logits of labels and roles."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = (
            self.words(pieces)
            + self.positions(places)
            + self.cases(cases)
            + self.gaps(gaps)
            + self.names(names)
            + self.people(people)
        )
        x = self.dropout(self.norm(x))
        mask = ((pieces == 0).to(x.dtype) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return self.label_head(x), self.role_head(x)


_NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm1",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm2",
}


def pretrained(folder: Path) -> Tagger:
    """Return a tagger whose encoder is a pretrained BERT: config.json and model.safetensors.

    BERT's token type embedding, always the first here, is folded into the positions.
    """
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = load_file(folder / "model.safetensors")
    tagger = Tagger(config)
    state = tagger.state_dict()
    state["words.weight"] = weights["embeddings.word_embeddings.weight"]
    state["positions.weight"] = (
        weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        for number in range(config["num_hidden_layers"]):
            for theirs, ours in _NAMES.items():
                held = weights[f"encoder.layer.{number}.{theirs}.{part}"]
                state[f"layers.{number}.{ours}.{part}"] = held
    tagger.load_state_dict(state)
    return tagger
