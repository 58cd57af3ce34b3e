"""Fetch a live blog from the web, with its further pages and its pictures, into an archive of the web."""

from afterlive.capturing.page_pictures import capture_pictures
from afterlive.capturing.visiting import capture_page

__all__ = ["capture_page", "capture_pictures"]
