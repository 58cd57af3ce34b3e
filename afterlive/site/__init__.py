"""The site of an archive: a Pelican that builds the pages of live blogs from content/.

A site's settings say `PELICAN_CLASS = Builder`. docs/articles.md says how articles are written.
"""

from afterlive.site.plugin import Builder

__all__ = ["Builder"]
