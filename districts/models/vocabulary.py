"""Words in which the programme speaks of cooperation: fields and countries."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.Model):
    """A country (nước), named as `data/countries.json` says; there from its first use on."""

    code = models.CharField(_("mã ISO 3166-1"), max_length=2, unique=True)
    name = models.CharField(_("tên"), max_length=100)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=100)
    folded_names = models.TextField(editable=False)
    sort_key = models.CharField(max_length=1000, db_index=True, editable=False)

    class Meta:
        verbose_name = _("nước")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class Field(models.Model):
    """A field of cooperation (lĩnh vực hợp tác), as the programme names it."""

    code = models.SlugField(_("mã"), unique=True)
    name = models.CharField(_("tên"), max_length=200)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    folded_names = models.TextField(editable=False)
    rank = models.PositiveIntegerField(_("thứ tự"), default=0)

    class Meta:
        verbose_name = _("lĩnh vực")
        ordering = ["rank", "name"]

    def __str__(self) -> str:
        return self.name
