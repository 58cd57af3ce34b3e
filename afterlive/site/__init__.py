"""The site of an archive: a Pelican that builds the pages of live blogs from content/.

An archive's settings say `PELICAN_CLASS = Builder`. A site that has other articles as well takes live blogs
in as a plugin: `PLUGINS = ["afterlive.site"]`. What articles look like stands in docs/articles.md.
"""

from pelican.plugins import signals

from afterlive.site.plugin import Builder

__all__ = ["Builder", "register"]


def register() -> None:
    """Register the plugin, as Pelican asks every plugin to do."""
    from afterlive.site import company  # noqa: PLC0415 - an archive needs none of it

    signals.initialized.connect(company.prepare_site)
    signals.get_generators.connect(_generators)


def _generators(_pelican: object) -> type:
    from afterlive.site.company import CompanyGenerator  # noqa: PLC0415 - likewise

    return CompanyGenerator
