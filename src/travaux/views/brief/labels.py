"""Where labels hang under an axis so that they can be told apart."""

from __future__ import annotations

_ROWS = 6


class Room:
    """The rows under the axis: a label hangs on a stem, and neither may cross another label or stem."""

    def __init__(self, left: float, right: float) -> None:
        self.left, self.right = left, right
        self.labels: list[list[tuple[float, float]]] = [[] for _ in range(_ROWS)]
        self.stems: list[list[float]] = [[] for _ in range(_ROWS)]

    def place(self, x: float, width: float) -> tuple[int, str] | None:
        """The first row with room right of the stem, else left of it, and whether the label starts or ends there."""
        for anchor, left in (("start", x), ("end", x - width - 10)):
            for row in range(_ROWS):
                right = left + width + 10
                if left < self.left or right > self.right or not self._is_free(row, x, left, right):
                    continue
                self.labels[row].append((left, right))
                for above in range(row + 1):
                    self.stems[above].append(x)
                return row, anchor
        return None

    def _is_free(self, row: int, x: float, left: float, right: float) -> bool:
        def hit(start: float, end: float) -> bool:
            return start < right + 4 and left - 4 < end

        crossed = any(hit(*label) for label in self.labels[row]) or any(left < stem < right for stem in self.stems[row])
        over = any(start - 2 < x < end + 2 for above in self.labels[:row] for start, end in above)
        return not crossed and not over
