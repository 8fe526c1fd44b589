"""Names in the form in which they are compared. For matching only: what is shown stays as given."""

import re
import unicodedata
from functools import cache

import opencc
import pyarrow as pa
import pyarrow.compute as pc

from mingjian.registry.arrow import Column

# Half- and full-width brackets are a known cause of failed matching; NFKC joins the plain ones.
_SAME = str.maketrans(
    {
        **dict.fromkeys("〔［【《〈「『｛{[<", "("),
        **dict.fromkeys("〕］】》〉」』｝}]>", ")"),
        **dict.fromkeys("•・‧∙●", "·"),
        **dict.fromkeys("‐‑‒–—―−－", "-"),
        **dict.fromkeys("“”„″＂", '"'),
        **dict.fromkeys("‘’′＇", "'"),
    }
)
# Spaces of every kind, control and format characters: none of them is part of a name.
_INVISIBLE = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    r"\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_UNSEEN = re.compile(rf"[\s{_INVISIBLE}]+")


def normal(text: str) -> str:
    """NFKC, one kind of bracket, no spaces, simplified characters, capitals.

    Idempotent. Two names with the same normal form are taken for the same name.
    """
    plain = _plain(text)
    simplified = _converter().convert(plain)
    return plain if simplified == plain else _plain(simplified)


def normal_column(names: Column) -> Column:
    """`normal` of a column of texts; null stays null. Each distinct name is done once."""
    encoded: Column = pc.dictionary_encode(pa.chunked_array(names).combine_chunks())
    forms = pa.array([normal(name) for name in encoded.dictionary.to_pylist()], pa.string())
    return pc.take(forms, encoded.indices)


def _plain(text: str) -> str:
    unified = unicodedata.normalize("NFKC", text).translate(_SAME)
    plain = _UNSEEN.sub("", unified).upper()
    return plain if plain == unified else unicodedata.normalize("NFKC", plain)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
