"""The same as the pages, as JSON, under /api."""

from fastapi import APIRouter

API: tuple[APIRouter, ...] = ()
