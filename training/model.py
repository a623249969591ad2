"""The network: an encoder over word pieces and the grammar of their tokens; tags, and which token is whose cue's."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from corpus import ACTS, EVENTS, PARTS, STATUSES, TAGS
from travaux.network.windows import FEATURES

RANK = 96
NEAR = 128  # tokens; farther apart counts as this far


class Reader(nn.Module):
    """Pieces (B, L), features (B, L, F), starts (B, T) -> logits.

    Tags (B, T, 7), links (B, 2, T, T), told (B, T), acts (B, T, 16), parts (B, 3, T, T),
    events (B, T, 15), statuses (B, T, 6).

    `links[b, r, c, t]` says whether token t is in the source (r = 0) or the content (r = 1) of a cue at token c;
    `told` whether a careful reader of news would take a token for a part of what somebody said; `acts` which act the
    position has whose clause hangs on a token, the last number for none; `parts[b, r, a, t]` whether token t is in the
    evidence, the object or the condition of a position that hangs on token a; `events` which type of event a token
    tells, the last number for none, and `statuses` how far it has come.
    """

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        width = self.encoder.config.hidden_size
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in FEATURES.values())
        for table in self.features:
            nn.init.normal_(table.weight, std=0.002)
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(width, TAGS)
        self.told = nn.Linear(width, 1)
        self.act = nn.Linear(width, len(ACTS) + 1)
        self.event = nn.Linear(width, len(EVENTS) + 1)
        self.status = nn.Linear(width, len(STATUSES))
        self.links = Links(width, 2)
        self.parts = Links(width, PARTS)

    def forward(self, pieces: Tensor, mask: Tensor, features: Tensor, starts: Tensor) -> tuple[Tensor, ...]:
        """Logits of tags, links, what is told, acts, parts, events and their statuses."""
        embedded = self.encoder.embeddings.word_embeddings(pieces)
        for column, table in enumerate(self.features):
            embedded = embedded + table(features[:, :, column])
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        tokens = torch.gather(hidden, 1, starts.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        tokens = self.drop(tokens)
        return (
            self.tag(tokens),
            self.links(tokens),
            self.told(tokens).squeeze(-1),
            self.act(tokens),
            self.parts(tokens),
            self.event(tokens),
            self.status(tokens),
        )


class Links(nn.Module):
    """Tokens (B, T, W) -> for each of some relations whether one token has another as its part (B, R, T, T)."""

    def __init__(self, width: int, relations: int) -> None:
        super().__init__()
        self.relations = relations
        self.whole = nn.Linear(width, relations * RANK)
        self.part = nn.Linear(width, relations * RANK)
        self.near = nn.Parameter(torch.zeros(relations, 2 * NEAR + 1))

    def first(self, relations: int) -> Links:
        """The first relations alone."""
        kept = Links(self.whole.in_features, relations)
        for mine, other in ((self.whole, kept.whole), (self.part, kept.part)):
            other.weight, other.bias = (
                nn.Parameter(each.data[: relations * RANK]) for each in (mine.weight, mine.bias)
            )
        kept.near = nn.Parameter(self.near.data[:relations])
        return kept

    def forward(self, tokens: Tensor) -> Tensor:
        """A bilinear form of both, and how far apart they are."""
        batch, count = tokens.shape[0], tokens.shape[1]
        whole = self.whole(tokens).view(batch, count, self.relations, RANK).permute(0, 2, 1, 3)
        part = self.part(tokens).view(batch, count, self.relations, RANK).permute(0, 2, 3, 1)
        places = torch.arange(count, device=tokens.device)
        apart = (places.unsqueeze(0) - places.unsqueeze(1)).clamp(-NEAR, NEAR) + NEAR
        return torch.matmul(whole, part) * RANK**-0.5 + self.near[:, apart].unsqueeze(0)


def load_reader(base: Path, weights: Path) -> Reader:
    """A trained network, ready to read: from a run's weights, or the average kept in its checkpoint."""
    model = Reader(base)
    state = torch.load(weights)
    model.load_state_dict(state.get("average", state))
    model.eval()
    return model


class Rounded(nn.Linear):
    """A linear layer that sees about what the exported one will: inputs in 8 bits, a scale a window; weights in 7.

    About, since what pads a window counts for its scale here, and is not there in use. The gradient passes as if
    nothing had been rounded. [Jacob et al. 2018, section 3]
    """

    def forward(self, given: Tensor) -> Tensor:
        """As nn.Linear."""
        with torch.no_grad():
            low = given.amin((1, 2), keepdim=True).clamp(max=0).float()
            step = (given.amax((1, 2), keepdim=True).clamp(min=0).float() - low).clamp(min=1e-8) / 255
            zero = (-low / step).round()
            off = ((given / step).round() + zero).clamp(0, 255).sub(zero).mul(step) - given
            grain = self.weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 64
            wrong = (self.weight / grain).round() * grain - self.weight
        return functional.linear(given + off.to(given.dtype), self.weight + wrong, self.bias)


def round_encoder(model: Reader) -> None:
    """Let every linear layer of the encoder compute as it will when it is exported."""
    for part in list(model.encoder.modules()):
        for name, layer in list(part.named_children()):
            if isinstance(layer, nn.Linear):
                rounded = Rounded(layer.in_features, layer.out_features)
                rounded.weight, rounded.bias = layer.weight, layer.bias
                setattr(part, name, rounded)
