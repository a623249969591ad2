"""What words of time mean, given the day of publication and the tense; and what they mean once that day is known."""

from travaux.times.finding import with_times
from travaux.times.told import read_told, resolve

__all__ = ["read_told", "resolve", "with_times"]
