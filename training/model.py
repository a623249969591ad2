"""The network: MiniLM over word pieces and the grammar of their tokens; tags, and which token belongs to which cue."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from travaux.attribution.learned.windows import FEATURES

TAGS = 7  # outside, and begin and inside of source, cue and content
RANK = 96
NEAR = 128  # tokens; farther apart counts as this far


class Reader(nn.Module):
    """Pieces (B, L), features (B, L, F), starts (B, T) -> tags (B, T, 7) and links (B, 2, T, T), all logits.

    `links[b, r, c, t]` says whether token t is in the source (r = 0) or the content (r = 1) of a cue at token c.
    """

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
        width = self.encoder.config.hidden_size
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in FEATURES.values())
        for table in self.features:
            nn.init.normal_(table.weight, std=0.002)
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(width, TAGS)
        self.cue = nn.Linear(width, 2 * RANK)
        self.part = nn.Linear(width, 2 * RANK)
        self.near = nn.Parameter(torch.zeros(2, 2 * NEAR + 1))

    def forward(self, pieces: Tensor, mask: Tensor, features: Tensor, starts: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of tags and links."""
        embedded = self.encoder.embeddings.word_embeddings(pieces)
        for column, table in enumerate(self.features):
            embedded = embedded + table(features[:, :, column])
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        tokens = torch.gather(hidden, 1, starts.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        tokens = self.drop(tokens)
        batch, count = tokens.shape[0], tokens.shape[1]
        cue = self.cue(tokens).view(batch, count, 2, RANK).permute(0, 2, 1, 3)
        part = self.part(tokens).view(batch, count, 2, RANK).permute(0, 2, 3, 1)
        places = torch.arange(count, device=tokens.device)
        apart = (places.unsqueeze(0) - places.unsqueeze(1)).clamp(-NEAR, NEAR) + NEAR
        links = torch.matmul(cue, part) * RANK**-0.5 + self.near[:, apart].unsqueeze(0)
        return self.tag(tokens), links
