"""From a trained tagger to the file that ships: ONNX, int8, its vocabulary and card inside."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from geonews.recognise.tagger import FORMAT, INPUTS
from geonews.train.encoder import Tagger

__all__ = ["export"]


class _Judge(nn.Module):
    """The tagger with probabilities out: begins a name, goes on with it."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(
        self, pieces: Tensor, cases: Tensor, gaps: Tensor, names: Tensor, people: Tensor
    ) -> Tensor:
        labels, _ = self.tagger(pieces, cases, gaps, names, people)
        return torch.softmax(labels, dim=-1)[..., 1:]


def export(tagger: Tagger, vocabulary: tuple[str, ...], card: Mapping[str, Any], to: Path) -> None:
    """Write a tagger as an ONNX file with int8 weights.

    Embeddings and the weights of every product are int8, one scale a row; products are of int8
    activations scaled as they come ("dynamic quantisation").
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    judge = _Judge(tagger.eval())
    example = tuple(torch.ones((1, 16), dtype=torch.int32) for _ in INPUTS)
    axes = {name: {1: "pieces"} for name in (*INPUTS, "judged")}
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            judge,
            example,
            str(plain),
            input_names=list(INPUTS),
            output_names=["judged"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(plain),
            str(small),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
        model = onnx.load(str(small))
        told = {
            "format": FORMAT,
            "vocabulary": "\n".join(vocabulary),
            "card": json.dumps(card, indent=1, sort_keys=True),
        }
        for key, value in told.items():
            entry = model.metadata_props.add()
            entry.key, entry.value = key, value
        unfinished = to.with_name(f"{to.name}.unfinished")
        onnx.save(model, str(unfinished))
        unfinished.replace(to)
