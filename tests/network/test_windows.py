from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from travaux.language import Language
from travaux.model import Article
from travaux.network.running import WEIGHTS, load_network
from travaux.network.windows import FEATURES, Labels, Pieces, find_windows, read_features

PARAGRAPH = "“We will not sign,” chief negotiator Ana Vik said on Tuesday after two days of talks in Port Velm."


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(WEIGHTS / "tokenizer.json")


@pytest.fixture(scope="module")
def labels() -> Labels:
    return load_network().labels


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH,
        "\n\n".join([PARAGRAPH] * 40),
        " ".join([PARAGRAPH] * 40),  # one paragraph of many sentences
        "and ".join(["the port of Velm was closed "] * 120) + ".",  # one sentence that fits no window
        "x" * 900 + " said Vik.",
        "１２３ 漢字 🙂 said Vik.",
    ],
)
def test_every_token_stands_in_one_window_that_fits(
    language: Language, report: Callable[..., Article], pieces: Pieces, labels: Labels, text: str
) -> None:
    parse = language.parse(report(text))
    windows = list(find_windows(parse, pieces, labels, 128))
    assert [index for each in windows for index in range(each.first, each.after)] == list(range(len(parse.tokens)))
    for each in windows:
        assert len(each.pieces) == len(each.features) <= 128
        assert len(each.starts) == each.after - each.first
        assert each.starts[-1] < len(each.pieces) - 1


def test_no_tokens_no_windows(language: Language, pieces: Pieces, labels: Labels) -> None:
    assert list(find_windows(language.parse(Article("empty.txt", "")), pieces, labels)) == []


def test_paragraphs_that_fit_together_share_a_window(
    language: Language, report: Callable[..., Article], pieces: Pieces, labels: Labels
) -> None:
    parse = language.parse(report("\n\n".join([PARAGRAPH] * 5)))
    windows = list(find_windows(parse, pieces, labels, 64))
    assert len(windows) == 3
    assert all(parse.paragraph_at(parse.tokens[each.first].start) % 2 == 0 for each in windows)


def test_features_stay_below_their_sizes_and_tell_quotations_apart(
    language: Language, report: Callable[..., Article], labels: Labels
) -> None:
    parse = language.parse(report(PARAGRAPH + "\n\n" + "Vik left. “Brandt stayed."))
    features = read_features(parse, labels)
    assert features.shape == (len(parse.tokens), len(FEATURES))
    assert (features.max(axis=0) < np.array(list(FEATURES.values()))).all()
    quotation = dict(
        zip([token.words for token in parse.tokens], features[:, list(FEATURES).index("quotation")], strict=True)
    )
    assert (quotation["“"], quotation["sign"], quotation["negotiator"], quotation["stayed"]) == (3, 2, 1, 2)
    unknown = read_features(parse, Labels({}, {}))
    assert not unknown[:, :2].any()
