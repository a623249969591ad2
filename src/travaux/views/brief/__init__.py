"""The brief: one HTML file that needs nothing else, in which every claim opens its passage."""

from travaux.views.brief.page import brief

__all__ = ["brief"]
